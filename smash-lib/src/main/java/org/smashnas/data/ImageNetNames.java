package org.smashnas.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Names of ImageNet32x32's classes: from {@code map_clsloc.txt}, the list in its authors'
 * repository with lines such as "n02119789 1 kit_fox", or else numbers.
 */
final class ImageNetNames {
  static final String FILE = "map_clsloc.txt";

  /** A hundred times the official size. */
  private static final long MAX_BYTES = 4_000_000;

  private ImageNetNames() {}

  /** The names of the classes 1 to {@code classes}. */
  static List<String> read(Path folder, int classes) {
    Path file = folder.resolve(FILE);
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
      if (Files.size(file) > MAX_BYTES) {
        throw new DataException(
            "%s is larger than %d bytes, the most allowed; use the official file"
                .formatted(file, MAX_BYTES));
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
