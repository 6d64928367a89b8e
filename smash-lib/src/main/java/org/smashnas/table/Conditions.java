package org.smashnas.table;

import java.nio.file.Path;
import java.util.Map;

/** Metadata such that rows that were made under other ones are not to be mixed. */
public final class Conditions {
  private Conditions() {}

  /**
   * The metadata of a table that is there.
   *
   * @param conditions of the run that wants to add to it; those that the table does not know, as it
   *     is of an earlier version, are taken to fit
   * @throws IllegalArgumentException if it was made under other conditions, with both values
   * @throws java.io.UncheckedIOException if the table cannot be read
   */
  public static Map<String, String> check(Path file, Map<String, String> conditions) {
    Map<String, String> earlier = Tables.metadata(file);
    conditions.forEach((key, value) -> check(file, key, earlier.get(key), value));
    return earlier;
  }

  private static void check(Path file, String key, String earlier, String now) {
    if (earlier != null && !earlier.equals(now)) {
      throw new IllegalArgumentException(
          "%s was begun with %s %s, and now it is %s; write to another folder, or delete the table to begin again"
              .formatted(file, key, earlier, now));
    }
  }
}
