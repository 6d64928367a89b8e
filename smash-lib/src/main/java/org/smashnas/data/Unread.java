package org.smashnas.data;

import java.util.Collection;
import java.util.TreeSet;

/**
 * What lies among a data set's files and is no part of it: counted, and named in its source, since
 * a picture in a format that is not read looks like any other to whoever put it there.
 */
final class Unread {
  private static final int NAMED = 3;

  private final TreeSet<String> names = new TreeSet<>();

  /** Takes a file's name, or a folder's with a / at its end. */
  void add(String name) {
    names.add(name);
  }

  /**
   * Takes those folders, with a / at their ends, in which there is nothing: a class without an
   * example looks like one that was forgotten.
   *
   * @param files all that are not in here yet
   */
  void addEmpty(Collection<String> folders, Collection<String> files) {
    TreeSet<String> all = new TreeSet<>(files);
    all.addAll(names);
    for (String folder : folders) {
      String next = all.ceiling(folder);
      if (next == null || !next.startsWith(folder)) {
        names.add(folder);
      }
    }
  }

  /** For the end of {@link Dataset#source}: nothing, or a number and the first names. */
  @Override
  public String toString() {
    if (names.isEmpty()) {
      return "";
    }
    String first = String.join(", ", names.stream().limit(NAMED).toList());
    return "; not read: %d (%s%s)"
        .formatted(names.size(), first, names.size() > NAMED ? ", ..." : "");
  }
}
