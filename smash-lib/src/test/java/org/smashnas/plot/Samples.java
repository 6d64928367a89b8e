package org.smashnas.plot;

import java.util.List;
import java.util.stream.Stream;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Pool;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.Write;
import org.smashnas.train.Epoch;
import org.smashnas.train.History;

/** Architectures and histories that the tests draw. */
final class Samples {
  private Samples() {}

  /**
   * A small architecture, one of each of the paper's spaces, and one of voxels with all options.
   */
  static Stream<Architecture> architectures() {
    return Stream.of(
        laptop(), SearchSpace.v2().sample(7), SearchSpace.v1().sample(7), gatedVoxels());
  }

  static Architecture gatedVoxels() {
    return laptop()
        .space()
        .withDims(3)
        .withGates(true)
        .withActivations(List.of(Activation.values()))
        .withWrites(List.of(Write.values()))
        .withPools(List.of(Pool.values()))
        .sample(7);
  }

  static Architecture laptop() {
    return SearchSpace.v2()
        .withMaxUnits(32)
        .withMaxBanks(12)
        .withKernels(List.of(3, 5))
        .withMaxOps(4)
        .withResolution(16)
        .withBlocks(List.of(32, 48, 64), List.of(128, 192, 256))
        .sample(7);
  }

  /** Losses 2, 1, 2/3 ... and errors of a quarter of it. */
  static History history(String name, int epochs, boolean validated) {
    History history = History.empty(name);
    for (int i = 1; i <= epochs; i++) {
      double loss = 2.0 / i;
      double error = validated ? loss / 4 : Double.NaN;
      history = history.with(new Epoch(i, loss, loss, error, 1e-3, 1));
    }
    return history;
  }
}
