package org.smashnas.data;

import java.awt.image.BufferedImage;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.smashnas.files.Checksums;

/**
 * Labelled examples, held as unsigned bytes: pictures of shape [C, H, W] or voxel grids of shape
 * [C, D, H, W], values 0 to 255, channels first, rows from the top, columns from the left.
 *
 * <p>Immutable. Parts made by {@link #take} and {@link #head} share their examples' bytes with the
 * whole, so that a split of a large data set costs no memory.
 */
public final class Examples implements Serializable {
  private final String name;
  private final List<String> classNames;
  private final List<Integer> shape;
  private final byte[][] values;
  private final int[] labels;

  /**
   * Examples that are already in memory; all is copied.
   *
   * @param name what these are, for example "CIFAR-10 train"
   * @param classNames one distinct name a class; label k stands for the k-th
   * @param shape of one example, [C, H, W] or [C, D, H, W], each at least 1
   * @param values N x C x H x W unsigned bytes, example after example
   * @param labels N labels, each from 0 to classes - 1
   * @throws IllegalArgumentException if lengths do not fit together or a label is out of range
   */
  public Examples(
      String name, List<String> classNames, List<Integer> shape, byte[] values, int[] labels) {
    this(name, classNames, shape, cut(values, Math.max(1, product(shape))), labels);
  }

  /** The same of an array an example, none of which is copied or may be written to any more. */
  Examples(
      String name, List<String> classNames, List<Integer> shape, byte[][] values, int[] labels) {
    this.name = name;
    this.classNames = List.copyOf(classNames);
    this.shape = List.copyOf(shape);
    this.values = values;
    this.labels = labels.clone();
    check();
  }

  private static byte[][] cut(byte[] values, int each) {
    byte[][] cut = new byte[(values.length + each - 1) / each][];
    for (int i = 0; i < cut.length; i++) {
      int from = i * each;
      cut[i] = Arrays.copyOfRange(values, from, from + Math.min(each, values.length - from));
    }
    return cut;
  }

  private static int product(List<Integer> sides) {
    return sides.stream().reduce(1, (a, b) -> a * b);
  }

  private void check() {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name is blank; say what the examples are");
    }
    if (classNames.isEmpty() || new HashSet<>(classNames).size() != classNames.size()) {
      throw new IllegalArgumentException(
          name + ": class names are " + classNames + "; give at least one, all distinct");
    }
    if (shape.size() < 3 || shape.size() > 4 || shape.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException(
          name + ": shape is " + shape + "; give [C, H, W] or [C, D, H, W], each at least 1");
    }
    int each = valuesPerExample();
    if (values.length != labels.length
        || Arrays.stream(values).anyMatch(value -> value.length != each)) {
      throw new IllegalArgumentException(
          "%s: %d values for %d labels; examples of shape %s need %d values"
              .formatted(
                  name,
                  Arrays.stream(values).mapToLong(value -> value.length).sum(),
                  labels.length,
                  shape,
                  (long) each * labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes()) {
        throw new IllegalArgumentException(
            "%s: label %d of example %d is out of range; %d classes have labels 0 to %d"
                .formatted(name, labels[i], i, classes(), classes() - 1));
      }
    }
  }

  /** What these examples are, for example "CIFAR-10 train". */
  public String name() {
    return name;
  }

  /** The classes' names; label k stands for the k-th. */
  public List<String> classNames() {
    return classNames;
  }

  /** The shape of one example: [C, H, W] or [C, D, H, W]. */
  public List<Integer> shape() {
    return shape;
  }

  /** Number of examples. */
  public int size() {
    return labels.length;
  }

  /** Number of classes, those without an example included. */
  public int classes() {
    return classNames.size();
  }

  /** Number of values in one example, the product of its shape. */
  public int valuesPerExample() {
    return product(shape);
  }

  /** The label of example {@code i}, 0 to classes - 1. */
  public int label(int i) {
    return labels[checkIndex(i)];
  }

  /** A copy of the values of example {@code i}, unsigned bytes in the order of {@link #shape}. */
  public byte[] values(int i) {
    return values[checkIndex(i)].clone();
  }

  /** The examples at {@code indices}, in that order; an index may come more than once. */
  public Examples take(int[] indices) {
    return new Examples(
        name,
        classNames,
        shape,
        IntStream.of(indices).mapToObj(i -> values[checkIndex(i)]).toArray(byte[][]::new),
        IntStream.of(indices).map(i -> labels[i]).toArray());
  }

  /** The first {@code n} examples, or all if there are fewer. */
  public Examples head(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("asked for the first " + n + " examples; give 0 or more");
    }
    return take(IntStream.range(0, Math.min(n, size())).toArray());
  }

  /**
   * The same examples in an order drawn by the seed.
   *
   * <p>Of examples that are sorted by class, a batch holds one class, and batch norm with the
   * batch's own statistics then hides what sets it apart.
   */
  public Examples shuffled(long seed) {
    return take(permutation(size(), new SplittableRandom(seed)));
  }

  /** The same examples under another name. */
  public Examples named(String newName) {
    return new Examples(newName, classNames, shape, values, labels);
  }

  /** How many examples each class has, in the classes' order, zeros included. */
  public Map<String, Integer> countsByClass() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    classNames.forEach(each -> counts.put(each, 0));
    for (int label : labels) {
      counts.merge(classNames.get(label), 1, Integer::sum);
    }
    return Collections.unmodifiableMap(counts);
  }

  /**
   * Example {@code i} as a picture, one pixel a value.
   *
   * @throws IllegalStateException if the examples are no RGB pictures (shape [3, H, W])
   */
  public BufferedImage image(int i) {
    if (shape.size() != 3 || shape.get(0) != 3) {
      throw new IllegalStateException(
          name + " has examples of shape " + shape + "; only [3, H, W] can be shown as a picture");
    }
    int height = shape.get(1);
    int width = shape.get(2);
    int plane = height * width;
    byte[] from = values[checkIndex(i)];
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < plane; p++) {
      int rgb =
          (from[p] & 0xff) << 16 | (from[plane + p] & 0xff) << 8 | (from[2 * plane + p] & 0xff);
      image.setRGB(p % width, p / width, rgb);
    }
    return image;
  }

  /**
   * The largest resolution that {@link #atResolution} gives: of pictures the shortest side, of
   * voxel grids the longest.
   */
  public int side() {
    return Reduction.side(this);
  }

  /**
   * The same examples with every spatial side reduced to {@code r}: each new value is the mean of
   * the square or cube of values that it covers, in proportion to how much of each, rounded half
   * up. Of pictures that are no squares the largest square in the middle is taken, as of picture
   * files; grids that are no cubes get empty cells around them.
   *
   * @param r 1 to {@link #side}
   */
  public Examples atResolution(int r) {
    return Reduction.of(this, r);
  }

  /**
   * The same examples in the middle of zeros where a side is shorter than {@code least} cells.
   *
   * @param least 1 to 1024
   */
  public Examples padded(int least) {
    PictureFolder.checkResolution(least);
    return Reduction.padded(this, least);
  }

  /** SHA-256 of all values and labels in their order, in lower-case hexadecimal digits. */
  public String sha256() {
    MessageDigest digest = Checksums.digest();
    ByteBuffer own = ByteBuffer.allocate(Integer.BYTES);
    for (int i = 0; i < size(); i++) {
      digest.update(own.putInt(0, labels[i]).array());
      digest.update(values[i]);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public String toString() {
    String sides = shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    return "%s: %d examples of %s, %d classes".formatted(name, size(), sides, classes());
  }

  /** The bytes of example {@code i}, not to be written to. */
  byte[] at(int i) {
    return values[i];
  }

  int[] labels() {
    return labels.clone();
  }

  private int checkIndex(int i) {
    if (i < 0 || i >= size()) {
      throw new IndexOutOfBoundsException(
          "example %d of %s; it has %d, counted from 0".formatted(i, name, size()));
    }
    return i;
  }

  /** The numbers 0 to n - 1 in an order drawn uniformly (Fisher and Yates). */
  static int[] permutation(int n, SplittableRandom random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
