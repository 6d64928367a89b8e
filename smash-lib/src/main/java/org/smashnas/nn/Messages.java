package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.smashnas.encoding.Encoding;

/**
 * Rounds in which ops tell one another their codes along the graph, as in a graph HyperNet (Zhang
 * et al., 2019), small: a product of matrices a round in the place of a gated unit.
 */
final class Messages {
  /** Channels that an op tells; as many come to its code. */
  static final int CHANNELS = 16;

  private final List<NDArray> weights = new ArrayList<>();
  private final NDArray spec;

  /**
   * @param rounds at least 1
   * @throws IllegalArgumentException if the encoding does not say along what graph
   */
  Messages(Encoding encoding, int rounds, Parameters parameters, SplittableRandom random) {
    List<String> needed = List.of("read", "write", "block", "start");
    List<String> there = encoding.fields().stream().map(f -> f.name()).toList();
    if (!there.containsAll(needed) || encoding.offValue() != 0) {
      throw new IllegalArgumentException(
          "messages go along what the code says of %s, 0 being off; the encoding has %s with %s for off"
              .formatted(needed, there, encoding.offValue()));
    }
    int channels = encoding.channels();
    for (int i = 0; i < rounds; i++) {
      Shape size = new Shape(CHANNELS, 3L * (i == 0 ? channels : CHANNELS));
      double[] values = Initializer.orthogonal(size, random);
      weights.add(parameters.add(HyperNet.PREFIX + "messages." + i + ".weight", size, values));
    }
    Stream<Integer> banks = Stream.of(encoding.places("read").size());
    Stream<Integer> places = needed.stream().flatMap(name -> encoding.places(name).stream());
    spec = TorchScript.constants(Stream.concat(banks, places).map(Integer::longValue).toList());
  }

  /** (1, C, R, L) to (1, C + {@link #CHANNELS}, R, L). */
  NDArray appended(NDArray c) {
    return TorchScript.call("messages", c, weights, spec);
  }
}
