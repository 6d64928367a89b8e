package org.smashnas.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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
      Unread unread = new Unread();
      List<String> files = Layout.files(folder, unread, file -> isPicture(file, train, test));
      List<String> classes = classes(train);
      List<String> testClasses = classes(test);
      if (classes.isEmpty() || !classes.containsAll(testClasses)) {
        throw new DataException(
            "%s has class folders %s, %s has %s; give train one a class, and test none besides"
                .formatted(train, classes, test, testClasses));
      }
      Layout.checkClasses(train, classes);
      String name = folder.toAbsolutePath().normalize().getFileName().toString();
      Examples training = examples(name + " train", train, classes, files);
      checkEveryClass(train, training);
      Examples testing = examples(name + " test", test, classes, files);
      String source = "pictures in " + folder + unread;
      Dataset read = new Dataset(name, training, testing, source);
      return new Dataset(name, training, testing, source + VoxelSet.without(read));
    } catch (IOException e) {
      throw Zips.unreadable(folder.toString(), e, "%s cannot be read (%s); check the path");
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

  private Examples examples(String name, Path part, List<String> classes, List<String> files) {
    List<byte[]> values = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      String ofClass = part.getFileName() + "/" + classes.get(label) + "/";
      for (String file : files) {
        if (file.startsWith(ofClass)) {
          values.add(values(folder.resolve(file)));
          labels.add(label);
        }
      }
    }
    if (values.isEmpty()) {
      throw new DataException(
          part + " has no .png, .jpg or .jpeg file in its class folders; put pictures there");
    }
    int[] all = labels.stream().mapToInt(Integer::intValue).toArray();
    return new Examples(name, classes, shape, values.toArray(byte[][]::new), all);
  }

  /** A class that cannot be learned is a folder of pictures in another format, or of folders. */
  private static void checkEveryClass(Path train, Examples training) {
    Set<Integer> seen = Arrays.stream(training.labels()).boxed().collect(Collectors.toSet());
    for (int label = 0; label < training.classNames().size(); label++) {
      if (!seen.contains(label)) {
        throw new DataException(
            "%s has no .png, .jpg or .jpeg file; put pictures of its class there or remove it"
                .formatted(train.resolve(training.classNames().get(label))));
      }
    }
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

  /** Whether a file is read: a picture in a class's folder of one of the two parts. */
  private static boolean isPicture(String file, Path... parts) {
    List<String> path = List.of(file.split("/", -1));
    return path.size() == 3
        && Stream.of(parts).anyMatch(part -> part.endsWith(path.get(0)))
        && Stream.of(".png", ".jpg", ".jpeg").anyMatch(file.toLowerCase(Locale.ROOT)::endsWith);
  }

  /** Names of the folders in a part, sorted, without hidden ones such as a notebook's. */
  private static List<String> classes(Path part) throws IOException {
    try (Stream<Path> all = Files.list(part)) {
      return all.filter(Files::isDirectory)
          .map(each -> each.getFileName().toString())
          .filter(name -> !Layout.isHidden(name))
          .sorted()
          .toList();
    }
  }
}
