package org.smashnas.study;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.smashnas.arch.SearchSpace;

/** In what two spaces differ, in words; their names change no network and do not count. */
final class SpaceDifference {
  private SpaceDifference() {}

  /** For example "maxBanks 6 and not 12, kernels [3] and not [3, 5]"; empty if in nothing. */
  static String of(SearchSpace one, SearchSpace other) {
    List<String> different = new ArrayList<>();
    for (RecordComponent field : SearchSpace.class.getRecordComponents()) {
      Object here = value(one, field);
      Object there = value(other, field);
      if (!field.getName().equals("name") && !here.equals(there)) {
        different.add("%s %s and not %s".formatted(field.getName(), here, there));
      }
    }
    return String.join(", ", different);
  }

  private static Object value(SearchSpace space, RecordComponent field) {
    try {
      return field.getAccessor().invoke(space);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record's fields can be read", e);
    }
  }
}
