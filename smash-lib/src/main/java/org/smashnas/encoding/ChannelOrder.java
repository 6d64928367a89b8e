package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The order of an encoding's channels: which channel, counted through the fields, stands at each
 * place.
 */
final class ChannelOrder {
  private ChannelOrder() {}

  static List<Integer> identity(int channels) {
    return IntStream.range(0, channels).boxed().toList();
  }

  static List<Integer> shuffled(int channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> order = new ArrayList<>(identity(channels));
    for (int i = channels - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  static void check(List<Integer> order, int channels) {
    if (!order.stream().sorted().toList().equals(identity(channels))) {
      throw new IllegalArgumentException(
          "the order %s is none of %d channels; give each of 0 to %d once"
              .formatted(order, channels, channels - 1));
    }
  }

  /**
   * The order once a field has another number of channels: those that it keeps stay in their places
   * relative to the rest, those that it gains follow its last, or all others where it is new.
   *
   * @param from the field's first channel, counted through the fields
   */
  static List<Integer> resized(List<Integer> order, int from, int before, int after) {
    int kept = from + Math.min(before, after);
    List<Integer> gained = IntStream.range(kept, from + after).boxed().toList();
    List<Integer> resized = new ArrayList<>();
    for (int channel : order) {
      if (channel < kept) {
        resized.add(channel);
      } else if (channel >= from + before) {
        resized.add(channel + after - before);
      }
      if (channel == kept - 1 && before > 0) {
        resized.addAll(gained);
      }
    }
    if (before == 0) {
      resized.addAll(gained);
    }
    return resized;
  }
}
