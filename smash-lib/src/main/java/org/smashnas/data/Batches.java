package org.smashnas.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.smashnas.stop.Stop;

/**
 * Cuts examples into minibatches of float values.
 *
 * <p>Values stay bytes until their batch is made, and the next batch is made on a daemon thread
 * while the current one is used. What comes out depends on the seed alone, not on the threads'
 * timing. An iterator may be dropped midway. A thread that is interrupted while it waits for a
 * batch still gets it, and stays interrupted.
 */
public final class Batches {
  private final Examples examples;
  private final int batchSize;
  private final int rotations;
  private final Augmenter augmenter;

  /**
   * Prepares to cut {@code examples}.
   *
   * @param batchSize examples a batch, at least 1 (the paper: 50)
   * @param normalization with one mean and deviation for each of the examples' channels
   * @param augmentation applied by {@link #shuffled} alone, but for its number of rotations, which
   *     {@link #rotated} goes by as well
   */
  public Batches(
      Examples examples, int batchSize, Normalization normalization, Augmentation augmentation) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size is " + batchSize + "; give at least 1");
    }
    int channels = examples.shape().get(0);
    if (normalization.mean().size() != channels) {
      throw new IllegalArgumentException(
          "a normalisation of %d channels for %s, which has %d; make it with Normalization.of"
              .formatted(normalization.mean().size(), examples.name(), channels));
    }
    this.examples = examples;
    this.batchSize = batchSize;
    this.rotations = augmentation.rotations();
    this.augmenter = new Augmenter(augmentation, examples.shape(), normalization.table());
  }

  /** Batches in one epoch of {@link #shuffled}: the last short one is dropped. */
  public int count() {
    return examples.size() / batchSize;
  }

  /** Batches in one pass of {@link #inOrder}: the last may be short. */
  public int countInOrder() {
    return (examples.size() + batchSize - 1) / batchSize;
  }

  /**
   * One epoch of training: every example at most once, in a random order, augmented at random.
   *
   * <p>The examples that do not fill a last batch are dropped, others in each epoch, so that every
   * step averages over the same number of examples.
   *
   * @param seed decides order and augmentation; give every epoch its own
   * @throws IllegalArgumentException if there are fewer examples than one batch takes
   */
  public Iterable<Minibatch> shuffled(long seed) {
    if (count() == 0) {
      throw new IllegalArgumentException(
          "%s has %d examples, fewer than one batch of %d; give a smaller batch size"
              .formatted(examples.name(), examples.size(), batchSize));
    }
    return () -> {
      SplittableRandom random = new SplittableRandom(seed);
      int[] order = Examples.permutation(examples.size(), random);
      return new Prefetch<>(
          count(),
          k -> make(order, k, (from, to, at) -> augmenter.writeChanged(from, to, at, random)));
    };
  }

  /** One pass for evaluation: every example once, in order, none changed; the last may be short. */
  public Iterable<Minibatch> inOrder() {
    return rotated(0);
  }

  /** How many rotations there are for {@link #rotated}: the augmentation's. */
  public int rotations() {
    return rotations;
  }

  /**
   * One pass like {@link #inOrder}, every example turned about its vertical axis; a prediction for
   * voxels is averaged over the passes of all rotations.
   *
   * @param k 0 to {@link #rotations} - 1: turned by k / rotations of a full turn
   */
  public Iterable<Minibatch> rotated(int k) {
    if (k < 0 || k >= rotations) {
      throw new IllegalArgumentException(
          "rotation %d of %s; the augmentation has %d, counted from 0"
              .formatted(k, examples.name(), rotations));
    }
    int[] order = IntStream.range(0, examples.size()).toArray();
    return () ->
        new Prefetch<>(
            countInOrder(),
            i -> make(order, i, (from, to, at) -> augmenter.writeTurned(from, to, at, k)));
  }

  /** Writes an example to {@code to}, from {@code at}. */
  private interface Writer {
    void write(byte[] from, float[] to, int at);
  }

  private Minibatch make(int[] order, int k, Writer writer) {
    int[] rows =
        Arrays.copyOfRange(order, k * batchSize, Math.min((k + 1) * batchSize, order.length));
    int stride = examples.valuesPerExample();
    float[] values = new float[Math.multiplyExact(rows.length, stride)];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = examples.label(rows[i]);
      writer.write(examples.at(rows[i]), values, i * stride);
    }
    List<Integer> shape = new ArrayList<>(examples.shape());
    shape.add(0, rows.length);
    return new Minibatch(shape, values, labels);
  }

  /**
   * Makes elements one ahead of their use.
   *
   * <p>Each element has a thread of its own that ends when the element is made, so that an iterator
   * dropped midway leaves nothing running. Elements are made strictly one after the other.
   */
  static final class Prefetch<T> implements Iterator<T> {
    private final int count;
    private final IntFunction<T> maker;
    private int next;
    private FutureTask<T> coming;

    Prefetch(int count, IntFunction<T> maker) {
      this.count = count;
      this.maker = maker;
      start();
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all " + count + " batches are used up");
      }
      T made = await(coming);
      next++;
      start();
      return made;
    }

    private void start() {
      coming = null;
      if (hasNext()) {
        int index = next;
        coming = new FutureTask<>(() -> maker.apply(index));
        Thread thread = new Thread(coming, "smash-batch-" + index);
        thread.setDaemon(true);
        thread.start();
      }
    }

    /**
     * Waits, interrupted or not: a batch is milliseconds away, and loops ask for a stop themselves.
     */
    private static <T> T await(FutureTask<T> task) {
      try {
        return Stop.await(task);
      } catch (RuntimeException | Error e) {
        throw new IllegalStateException("a batch could not be made: " + e, e);
      }
    }
  }
}
