package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Other ways to write what a one-hot field says. */
final class FieldForms {
  private FieldForms() {}

  /** One channel in the place of each one-hot group. */
  static Field ordinal(Field field) {
    int n = options(field, "ordinal");
    List<String> labels =
        IntStream.range(0, field.channels() / n)
            .mapToObj(g -> field.labels().get(g * n))
            .map(label -> label.contains(":") ? label.replaceFirst(":.*", "") : field.name())
            .toList();
    return new Field(
        field.name(),
        labels,
        (column, out) -> {
          int[] chosen = chosen(field, column);
          for (int g = 0; g < chosen.length; g++) {
            if (chosen[g] >= 0) {
              out[g] = (chosen[g] + 1f) / n;
            }
          }
        },
        reader(field, (in, g) -> Math.min(n, Math.round(in[g] * n)) - 1));
  }

  /** All channels up to the chosen one, in each one-hot group. */
  static Field thermometer(Field field) {
    int n = options(field, "thermometer");
    List<String> labels = new ArrayList<>();
    field.labels().forEach(label -> labels.add(label + " or more"));
    return new Field(
        field.name(),
        labels,
        (column, out) -> {
          int[] chosen = chosen(field, column);
          for (int g = 0; g < chosen.length; g++) {
            for (int i = 0; i <= chosen[g]; i++) {
              out[g * n + i] = 1;
            }
          }
        },
        reader(field, (in, g) -> last(in, g * n, n)));
  }

  private static int options(Field field, String form) {
    if (field.options() == 0) {
      throw new IllegalArgumentException(
          "field \"%s\" is not one-hot, so it has no %s form; dilation, kernel, groups, activation, block and units have one"
              .formatted(field.name(), form));
    }
    return field.options();
  }

  /** What the one-hot field would set in each group; -1 where nothing. */
  private static int[] chosen(Field field, CodeColumn column) {
    float[] hot = new float[field.channels()];
    field.writer().accept(column, hot);
    int n = field.options();
    return IntStream.range(0, hot.length / n).map(g -> last(hot, g * n, n)).toArray();
  }

  private static int last(float[] in, int from, int count) {
    int last = count - 1;
    while (last >= 0 && in[from + last] <= Field.SET) {
      last--;
    }
    return last;
  }

  private interface Choice {
    /** Which channel of a group is meant, -1 or less for none. */
    int of(float[] in, int group);
  }

  private static BiConsumer<float[], OpDraft> reader(Field field, Choice choice) {
    if (!field.readable()) {
      return Field.NOT_READ;
    }
    int n = field.options();
    return (in, op) -> {
      float[] hot = new float[field.channels()];
      for (int g = 0; g < hot.length / n; g++) {
        int i = choice.of(in, g);
        if (i >= 0) {
          hot[g * n + i] = 1;
        }
      }
      field.reader().accept(hot, op);
    };
  }
}
