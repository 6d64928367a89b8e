package org.smashnas.data;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds examples whose values are, byte for byte, those of an example in another part. */
final class Repeats {
  private Repeats() {}

  /** Indices of those examples of {@code part} that are not in {@code other} too, in order. */
  static int[] notIn(Examples other, Examples part) {
    Set<ByteBuffer> known = new HashSet<>();
    IntStream.range(0, other.size()).forEach(i -> known.add(view(other, i)));
    return IntStream.range(0, part.size()).filter(i -> !known.contains(view(part, i))).toArray();
  }

  /** The values of an example without a copy; buffers compare by what they hold. */
  private static ByteBuffer view(Examples examples, int i) {
    return ByteBuffer.wrap(examples.store(i), examples.offset(i), examples.valuesPerExample());
  }
}
