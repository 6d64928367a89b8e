package org.smashnas.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A named data set in its official two parts.
 *
 * @param name for example "CIFAR-10"
 * @param train the training set
 * @param test the test set, of the same shape and classes
 * @param source where it comes from, for charts and result tables
 */
public record Dataset(String name, Examples train, Examples test, String source) {
  public Dataset {
    if (name.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException(
          "name is \"%s\", source is \"%s\"; a data set needs both".formatted(name, source));
    }
    checkAlike(train, test);
  }

  /**
   * Sets part of the training set aside for validation; the test set stays as it is.
   *
   * @param validation examples to set aside, 1 to the training set's size - 1, drawn uniformly
   *     without replacement; both parts keep the training set's order
   * @param seed decides which; the same seed gives the same split
   */
  public Split split(int validation, long seed) {
    int size = train.size();
    if (validation < 1 || validation >= size) {
      throw new IllegalArgumentException(
          "validation size %d; %s has %d training examples, so give 1 to %d"
              .formatted(validation, name, size, size - 1));
    }
    int[] order = Examples.permutation(size, new SplittableRandom(seed));
    return new Split(
        train.take(sorted(order, validation, size)).named(name + " train"),
        train.take(sorted(order, 0, validation)).named(name + " validation"),
        test);
  }

  /**
   * Both parts reduced to {@code r} by {@code r} (by {@code r}): {@link Examples#atResolution};
   * where they were no squares or cubes, the source says what became of them.
   */
  public Dataset atResolution(int r) {
    List<Integer> sides = train.shape().subList(1, train.shape().size());
    boolean even = sides.stream().distinct().count() == 1;
    String framed =
        "%s; %s a side of %s"
            .formatted(
                source,
                (sides.size() == 2 ? "the middle " : "padded to ") + train.side(),
                sides.stream().map(String::valueOf).collect(Collectors.joining("x")));
    return new Dataset(name, train.atResolution(r), test.atResolution(r), even ? source : framed);
  }

  /** Both parts with zeros around what is smaller than so many cells: {@link Examples#padded}. */
  public Dataset padded(int least) {
    return new Dataset(name, train.padded(least), test.padded(least), source);
  }

  /**
   * A random part of the data set, for small budgets.
   *
   * @param atMostTrain training examples to keep, at least 1; all if there are fewer
   * @param atMostTest test examples to keep, at least 1; all if there are fewer
   * @param seed decides which, drawn uniformly without replacement; order is kept
   */
  public Dataset limit(int atMostTrain, int atMostTest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // One generator a part, so that the test part does not depend on the size of the other.
    return new Dataset(
        name,
        part(train, atMostTrain, random.split()),
        part(test, atMostTest, random.split()),
        source);
  }

  /**
   * How many test examples are, value for value, examples of the training set too, whatever their
   * labels; a network that knows those by heart seems better than it is.
   */
  public int testRepeats() {
    return test.size() - newInTest().length;
  }

  /**
   * The data set without the {@link #testRepeats} in its test part.
   *
   * @throws IllegalArgumentException if no test example is left
   */
  public Dataset withoutTestRepeats() {
    int[] kept = newInTest();
    int dropped = test.size() - kept.length;
    if (dropped == 0) {
      return this;
    }
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          name + ": every test example is in the training set too; keep the repeats");
    }
    return new Dataset(
        name,
        train,
        test.take(kept),
        "%s; without %d test examples that equal a training example".formatted(source, dropped));
  }

  /**
   * The data set without examples that hold 0 only, such as grids without an occupied cell; the
   * readers of voxels leave those out by themselves.
   */
  public Dataset withoutEmpty() {
    int[] keptTrain = notEmpty(train);
    int[] keptTest = notEmpty(test);
    int droppedTrain = train.size() - keptTrain.length;
    int droppedTest = test.size() - keptTest.length;
    if (droppedTrain + droppedTest == 0) {
      return this;
    }
    return new Dataset(
        name,
        train.take(keptTrain),
        test.take(keptTest),
        "%s; left out as empty: %d training, %d test".formatted(source, droppedTrain, droppedTest));
  }

  /** Indices of the test examples whose values are, byte for byte, none of a training example. */
  private int[] newInTest() {
    Set<ByteBuffer> known = new HashSet<>();
    IntStream.range(0, train.size()).forEach(i -> known.add(ByteBuffer.wrap(train.at(i))));
    return IntStream.range(0, test.size())
        .filter(i -> !known.contains(ByteBuffer.wrap(test.at(i))))
        .toArray();
  }

  private static int[] notEmpty(Examples all) {
    byte[] empty = new byte[all.valuesPerExample()];
    return IntStream.range(0, all.size()).filter(i -> !Arrays.equals(all.at(i), empty)).toArray();
  }

  private static Examples part(Examples whole, int atMost, SplittableRandom random) {
    if (atMost < 1) {
      throw new IllegalArgumentException(
          "%s limited to %d examples; give at least 1".formatted(whole.name(), atMost));
    }
    if (atMost >= whole.size()) {
      return whole;
    }
    return whole.take(sorted(Examples.permutation(whole.size(), random), 0, atMost));
  }

  private static int[] sorted(int[] order, int from, int to) {
    return IntStream.of(Arrays.copyOfRange(order, from, to)).sorted().toArray();
  }

  static void checkAlike(Examples a, Examples b) {
    if (!a.shape().equals(b.shape()) || !a.classNames().equals(b.classNames())) {
      throw new IllegalArgumentException(
          "%s has shape %s and classes %s, %s has shape %s and classes %s; they must be the same"
              .formatted(a.name(), a.shape(), a.classNames(), b.name(), b.shape(), b.classNames()));
    }
  }

  /** For example "CIFAR-10: 50000 training and 10000 test examples; data/cifar-10". */
  @Override
  public String toString() {
    return "%s: %d training and %d test examples; %s"
        .formatted(name, train.size(), test.size(), source);
  }
}
