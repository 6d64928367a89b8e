package org.smashnas.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Examples;
import org.smashnas.data.Normalization;

/** Random pictures: what is on them does not matter for speed. */
final class Noise {
  private Noise() {}

  static Batches batches(SearchSpace space, int examples, int batch, Augmentation augmentation) {
    SplittableRandom random = new SplittableRandom(0);
    int side = space.resolution();
    byte[] values = new byte[examples * space.inputChannels() * side * side];
    random.nextBytes(values);
    int[] labels = random.ints(examples, 0, space.classes()).toArray();
    List<String> names = IntStream.range(0, space.classes()).mapToObj(k -> "class " + k).toList();
    Examples noise =
        new Examples("noise", names, List.of(space.inputChannels(), side, side), values, labels);
    return new Batches(noise, batch, Normalization.of(noise), augmentation);
  }
}
