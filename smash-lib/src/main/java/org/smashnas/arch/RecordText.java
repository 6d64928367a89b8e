package org.smashnas.arch;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says a record as Java does, less what it did not have at first: tables, checkpoints and names
 * hold such texts, and those of an earlier version must stay equal to what is said now.
 */
public final class RecordText {
  private RecordText() {}

  /**
   * The record's name and components.
   *
   * @param before names of the components that came later, each with the value that stands for what
   *     was there before, which is left out
   */
  public static String of(Record value, Map<String, ?> before) {
    return Arrays.stream(value.getClass().getRecordComponents())
        .filter(part -> !get(value, part).equals(before.get(part.getName())))
        .map(part -> part.getName() + "=" + get(value, part))
        .collect(Collectors.joining(", ", value.getClass().getSimpleName() + "[", "]"));
  }

  private static Object get(Record value, RecordComponent part) {
    try {
      return part.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(part + " cannot be read", e);
    }
  }
}
