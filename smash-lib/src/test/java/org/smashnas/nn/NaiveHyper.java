package org.smashnas.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.smashnas.arch.SearchSpace;

/** A HyperNet in plain loops (paper, section 3.2 and appendices A to C). */
final class NaiveHyper {
  private NaiveHyper() {}

  /**
   * All generated weights, (B N_max, L D N, 1, 1, 1), and rows of first convolutions below them.
   *
   * @param c all channels that the first layer sees, noise included
   */
  static Naive generate(SmashNet net, HyperShape shape, Naive c) {
    List<Naive> filters = new ArrayList<>();
    net.parameters()
        .trained()
        .forEach(
            (name, w) -> {
              if (name.startsWith(HyperNet.PREFIX)) {
                filters.add(Naive.of(w).normalised());
              }
            });
    int next = 0;
    Naive x = c.concat(c.conv(filters.get(next++), List.of(1, 1), 1));
    for (int convs : shape.dense()) {
      for (int i = 0; i < convs; i++) {
        x = x.concat(leaky(x).conv(filters.get(next++), List.of(1, 1), 1));
      }
      x = leaky(x).conv(filters.get(next++), List.of(1, 1), 1);
    }
    SearchSpace space = net.encoding().space();
    int first = net.source() == PointwiseSource.HYPERNET ? space.hyperOutputs() : 0;
    Naive above = unfolded(x.part(0, first), space);
    Naive below = unfolded(x.part(first, x.channels()), space);
    return new Naive(
        DoubleStream.concat(Arrays.stream(above.v()), Arrays.stream(below.v())).toArray(),
        List.of(above.size().get(0) + below.size().get(0), below.size().get(1), 1, 1, 1));
  }

  private static Naive leaky(Naive x) {
    return x.map(value -> value > 0 ? value : 0.02 * value);
  }

  /** Cell (r, l) becomes a tile of B N rows, or of others, and D N columns. */
  private static Naive unfolded(Naive y, SearchSpace space) {
    int tileColumns = space.depthCompression() * space.bankUnit();
    int tileRows = y.size().get(1) / tileColumns;
    int rows = y.size().get(3) * tileRows;
    int columns = y.size().get(4) * tileColumns;
    double[] w = new double[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int l = 0; l < columns; l++) {
        int channel = r % tileRows * tileColumns + l % tileColumns;
        w[r * columns + l] = y.at(0, channel, 0, r / tileRows, l / tileColumns);
      }
    }
    return new Naive(w, List.of(rows, columns, 1, 1, 1));
  }
}
