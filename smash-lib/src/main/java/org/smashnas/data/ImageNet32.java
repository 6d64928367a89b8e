package org.smashnas.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads ImageNet32x32's .npz files, https://arxiv.org/abs/1707.08819: {@code data} of shape [N,
 * 3072], unsigned bytes in red, green and blue planes with rows from the top, and {@code labels}
 * from 1.
 *
 * <p>The training part is one file, or the official ten.
 */
final class ImageNet32 {
  /**
   * Names of the classes: the list in the authors' repository with lines such as "n02119789 1
   * kit_fox".
   */
  static final String NAMES = "map_clsloc.txt";

  /** A hundred times the official size. */
  private static final long MAX_NAMES = 4_000_000;

  static final Source SOURCE = Source.IMAGENET32;
  static final int MAX_CLASSES = 1000;

  /** As many as one array holds; an official file has 128,123 at most. */
  static final int MAX_PICTURES = 600_000;

  private static final String TRAIN = "imagenet32_train.npz";
  private static final String VALIDATION = "imagenet32_val.npz";
  private static final List<String> TRAIN_BATCHES =
      IntStream.rangeClosed(1, 10).mapToObj("train_data_batch_%d.npz"::formatted).toList();
  private static final String VALIDATION_BATCH = "val_data.npz";
  private static final int PIXELS = 3 * 32 * 32;

  /** Where it is looked for: either form, loose or in a folder of its own. */
  static final DataLocation PLACE =
      new DataLocation(
          SOURCE, List.of(TRAIN, TRAIN_BATCHES.get(0), "imagenet32"), "Datasets.shapes()");

  /** The pictures of some files, and their labels from 1. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Part(String name, List<byte[]> pictures, int[] labels) {
    int classes() {
      return IntStream.of(labels).max().orElseThrow();
    }

    Examples examples(List<String> classNames) {
      int[] fromZero = IntStream.of(labels).map(label -> label - 1).toArray();
      byte[][] values = pictures.toArray(byte[][]::new);
      return new Examples(name, classNames, List.of(3, 32, 32), values, fromZero);
    }
  }

  private ImageNet32() {}

  /**
   * Reads a folder.
   *
   * @param fileOrFolder the folder with the files, or one of them
   */
  static Dataset read(Path fileOrFolder) {
    Path folder =
        Files.isDirectory(fileOrFolder) ? fileOrFolder : fileOrFolder.toAbsolutePath().getParent();
    boolean whole = Files.exists(folder.resolve(TRAIN));
    if (!whole && !Files.exists(folder.resolve(TRAIN_BATCHES.get(0)))) {
      throw new DataException(
          "%s has neither %s nor %s; get the .npz files of 32x32 pictures from %s"
              .formatted(folder, TRAIN, TRAIN_BATCHES.get(0), SOURCE.page()));
    }
    Part train = part("ImageNet32x32 train", folder, whole ? List.of(TRAIN) : TRAIN_BATCHES);
    Part test = part("ImageNet32x32 test", folder, List.of(whole ? VALIDATION : VALIDATION_BATCH));
    int classes = Math.max(train.classes(), test.classes());
    List<String> names = names(folder, classes);
    return new Dataset(
        "ImageNet32x32",
        train.examples(names),
        test.examples(names),
        folder.getFileName() + ", " + SOURCE.page() + unread(folder, whole));
  }

  /** The files of the form that is not read, where both are there. */
  private static Unread unread(Path folder, boolean whole) {
    Unread unread = new Unread();
    Stream<String> others =
        whole
            ? Stream.concat(TRAIN_BATCHES.stream(), Stream.of(VALIDATION_BATCH))
            : Stream.of(VALIDATION);
    others.filter(each -> Files.exists(folder.resolve(each))).forEach(unread::add);
    return unread;
  }

  private static Part part(String name, Path folder, List<String> files) {
    List<byte[]> pictures = new ArrayList<>();
    IntStream labels = IntStream.empty();
    for (String file : files) {
      Path path = folder.resolve(file);
      try (Npz npz = new Npz(path, (long) MAX_PICTURES * PIXELS)) {
        checkShapes(npz, path);
        labels = IntStream.concat(labels, IntStream.of(labels(npz, path)));
        pictures.addAll(Arrays.asList(npz.rows("data", PIXELS)));
      }
    }
    return new Part(name, pictures, labels.toArray());
  }

  private static void checkShapes(Npz npz, Path path) {
    List<Integer> data = npz.header("data").shape();
    List<Integer> labels = npz.header("labels").shape();
    boolean fits = data.size() == 2 && data.get(1) == PIXELS && data.get(0) > 0;
    if (!fits || !labels.equals(data.subList(0, 1))) {
      throw new DataException(
          "%s has data of shape %s and labels of shape %s; [N, %d] and [N] with N above 0 are read"
              .formatted(path, data, labels, PIXELS));
    }
    if (data.get(0) > MAX_PICTURES) {
      throw new DataException(
          "%s has %d pictures, a file may have %d; use the ten official files %s and so on"
              .formatted(path, data.get(0), MAX_PICTURES, TRAIN_BATCHES.get(0)));
    }
  }

  private static int[] labels(Npz npz, Path path) {
    int[] labels = npz.ints("labels");
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 1 || labels[i] > MAX_CLASSES) {
        throw new DataException(
            "%s: label %d is %d, allowed are 1 to %d; use the official file"
                .formatted(path, i, labels[i], MAX_CLASSES));
      }
    }
    return labels;
  }

  private static List<String> names(Path folder, int classes) {
    Path file = folder.resolve(NAMES);
    if (!Files.exists(file)) {
      return IntStream.rangeClosed(1, classes).mapToObj("class %04d"::formatted).toList();
    }
    String[] names = new String[classes];
    Set<String> seen = new HashSet<>();
    for (String line : lines(file)) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length != 3 || !words[1].matches("\\d{1,4}")) {
        throw new DataException(
            "%s: a line is \"%s\"; lines such as \"n02119789 1 kit_fox\" are read"
                .formatted(file, line.substring(0, Math.min(40, line.length()))));
      }
      int number = Integer.parseInt(words[1]);
      if (number >= 1 && number <= classes) {
        // ImageNet has two classes "crane", a bird and a machine.
        names[number - 1] = seen.add(words[2]) ? words[2] : words[2] + " " + words[0];
      }
    }
    return checked(names, file);
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MAX_NAMES) {
        throw new DataException(
            "%s is larger than %d bytes, the most allowed; use the official file"
                .formatted(file, MAX_NAMES));
      }
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be read (%s); use the official file or none".formatted(file, e.getMessage()),
          e);
    }
  }

  private static List<String> checked(String[] names, Path file) {
    for (int k = 0; k < names.length; k++) {
      if (names[k] == null) {
        throw new DataException(
            "%s has no class %d, but the pictures go up to class %d; use the official file or none"
                .formatted(file, k + 1, names.length));
      }
    }
    return List.of(names);
  }
}
