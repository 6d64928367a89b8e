package org.smashnas.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads PNG and JPEG pictures from class folders in {@code train}, and in {@code test} or val. */
final class PictureFolder {
  /** As they are, not brought to a resolution. */
  static final int AS_THEY_ARE = 0;

  private static final int MAX_RESOLUTION = 1024;

  private final Path folder;
  private final int resolution;
  private Path first;
  private List<Integer> shape;

  /**
   * Prepares to read {@code folder}.
   *
   * @param resolution side of the pictures to make, checked, or {@link #AS_THEY_ARE}
   */
  PictureFolder(Path folder, int resolution) {
    this.folder = folder;
    this.resolution = resolution;
  }

  static void checkResolution(int resolution) {
    if (resolution < 1 || resolution > MAX_RESOLUTION) {
      throw new IllegalArgumentException(
          "resolution is %d; give 1 to %d cells a side".formatted(resolution, MAX_RESOLUTION));
    }
  }

  Dataset read() {
    try {
      Path train = part("train");
      Path test = part("test", "val");
      List<String> classes = names(train, Files::isDirectory);
      List<String> testClasses = names(test, Files::isDirectory);
      if (classes.isEmpty() || !classes.containsAll(testClasses)) {
        throw new DataException(
            "%s has class folders %s, %s has %s; give train one a class, and test none besides"
                .formatted(train, classes, test, testClasses));
      }
      String name = folder.toAbsolutePath().normalize().getFileName().toString();
      return new Dataset(
          name,
          examples(name + " train", train, classes),
          examples(name + " test", test, classes),
          "pictures in " + folder);
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be read (%s); check the path".formatted(folder, e.getMessage()), e);
    }
  }

  private Path part(String... names) {
    return Stream.of(names)
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "%s has no folder %s; pictures go into train/CLASS/ and test/CLASS/ there"
                        .formatted(folder, String.join(" or ", names))));
  }

  private Examples examples(String name, Path part, List<String> classes) throws IOException {
    List<byte[]> values = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      Path ofClass = part.resolve(classes.get(label));
      if (Files.isDirectory(ofClass)) {
        for (String file : names(ofClass, PictureFolder::isPicture)) {
          values.add(values(ofClass.resolve(file)));
          labels.add(label);
        }
      }
    }
    if (values.isEmpty()) {
      throw new DataException(
          part + " has no .png, .jpg or .jpeg file in its class folders; put pictures there");
    }
    int[] all = labels.stream().mapToInt(Integer::intValue).toArray();
    return new Examples(name, classes, shape, values, all);
  }

  private byte[] values(Path file) {
    Picture picture = Picture.read(file);
    if (resolution != AS_THEY_ARE) {
      shape = List.of(3, resolution, resolution);
      return picture.values(resolution);
    }
    List<Integer> found = List.of(3, picture.height(), picture.width());
    if (shape == null) {
      shape = found;
      first = file;
    } else if (!found.equals(shape)) {
      throw new DataException(
          "%s is %dx%d pixels, %s is %dx%d; give pictures of one size, or a resolution to bring them to"
              .formatted(file, found.get(2), found.get(1), first, shape.get(2), shape.get(1)));
    }
    return picture.values();
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && Stream.of(".png", ".jpg", ".jpeg").anyMatch(name::endsWith);
  }

  /** Names in a folder, sorted, without hidden ones such as a notebook's checkpoints. */
  private static List<String> names(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(wanted)
          .map(each -> each.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
