package org.smashnas.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a data set's official file comes from: a line of sources.txt, the one place for it, from
 * which data.sh fetches.
 *
 * @param name as data.sh takes it
 * @param title as its authors write it
 * @param file the official file's name; of one without a public address, what to put where
 * @param folder the address without the file's name, empty if there is no public one
 * @param checksum of the file in lower-case hexadecimal digits, 32 of MD5 or 64 of SHA-256; empty
 *     if there is no public address
 * @param page where the data set is described
 */
record Source(String name, String title, String file, String folder, String checksum, String page) {
  static final List<Source> ALL = read();
  static final Source CIFAR10 = named("cifar10");
  static final Source CIFAR100 = named("cifar100");
  static final Source STL10 = named("stl10");
  static final Source IMAGENET32 = named("imagenet32");
  static final Source MODELNET10 = named("modelnet10");
  static final Source MODELNET40 = named("modelnet40");

  private static List<Source> read() {
    try (InputStream in = Source.class.getResourceAsStream("sources.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .map(part -> new Source(part[0], part[1], part[2], part[3], part[4], part[5]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source named(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  boolean isPublic() {
    return !folder.isEmpty();
  }
}
