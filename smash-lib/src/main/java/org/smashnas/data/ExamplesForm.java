package org.smashnas.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Examples as they travel to another JVM: without what a part shares with its whole. */
final class ExamplesForm implements Serializable {
  private static final int MOST_BYTES = 1 << 28;

  private final String name;
  private final List<String> classNames;
  private final List<Integer> shape;
  // Of whole examples each, since no array of Java's holds more than 2 GB.
  private final ArrayList<byte[]> values = new ArrayList<>();
  private final int[] labels;

  ExamplesForm(Examples examples) {
    name = examples.name();
    classNames = examples.classNames();
    shape = examples.shape();
    labels = examples.labels();
    int each = examples.valuesPerExample();
    int most = Math.max(1, MOST_BYTES / each);
    for (int from = 0; from < labels.length; from += most) {
      int count = Math.min(most, labels.length - from);
      byte[] some = new byte[count * each];
      for (int i = 0; i < count; i++) {
        int offset = examples.offset(from + i);
        System.arraycopy(examples.store(from + i), offset, some, i * each, each);
      }
      values.add(some);
    }
  }

  private Object readResolve() {
    return new Examples(name, classNames, shape, values, labels);
  }
}
