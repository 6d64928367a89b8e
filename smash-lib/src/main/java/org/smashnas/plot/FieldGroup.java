package org.smashnas.plot;

import java.util.ArrayList;
import java.util.List;
import org.smashnas.encoding.Field;

/**
 * Neighbouring channels of a field that say something of one thing, such as one convolution.
 *
 * @param name what their labels share, for example "conv 1, axis 0"
 * @param first first channel within the field
 * @param size number of channels
 */
record FieldGroup(String name, int first, int size) {
  /** The field's groups: labels such as "conv 1: 3" group by what stands before the colon. */
  static List<FieldGroup> of(Field field) {
    List<FieldGroup> groups = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= field.channels(); i++) {
      if (i == field.channels() || !name(field, i).equals(name(field, first))) {
        groups.add(new FieldGroup(name(field, first), first, i - first));
        first = i;
      }
    }
    return groups;
  }

  private static String name(Field field, int channel) {
    return field.labels().get(channel).replaceFirst(":.*", "");
  }
}
