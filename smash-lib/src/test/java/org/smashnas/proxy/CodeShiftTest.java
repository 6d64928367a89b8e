package org.smashnas.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;

class CodeShiftTest {
  // Banks of 8 are a column each; blocks have room for three of them.
  private final SearchSpace space =
      TestSpaces.tiny().withBlocks(List.of(24, 24, 24), List.of(24, 24, 24));
  private final Encoding encoding = Encoding.oneHot(space);
  private final Architecture all = reading(List.of(0, 1, 2), TestSpaces.plain(1));

  /** The first block's op reads some banks; the others' read all three. */
  private Architecture reading(List<Integer> banks, Conv conv) {
    return Architecture.builder(space)
        .block(8)
        .op(banks, List.of(0), 8, Pattern.SINGLE, conv)
        .block(8)
        .op(List.of(0, 1, 2), List.of(0), 8, Pattern.SINGLE, TestSpaces.plain(1))
        .block(8)
        .op(List.of(0, 1, 2), List.of(0), 8, Pattern.SINGLE, TestSpaces.plain(1))
        .build();
  }

  private double[] only(int channel, int row, int column) {
    double[] direction = new double[encoding.channels() * 2 * 9];
    direction[(channel * 2 + row) * 9 + column] = 1;
    return direction;
  }

  @Test
  void columnsAreMatchedByTheirBanks() {
    CodeShift drop = new CodeShift(encoding, all, reading(List.of(0, 2), TestSpaces.plain(1)));
    List<Integer> read = encoding.places("read");
    for (int channel : read) {
      for (int column = 0; column < 9; column++) {
        // the column of bank 1 has no counterpart, and nothing else changed
        assertThat(drop.along(only(channel, 0, column))).isZero();
      }
    }
    Architecture two = reading(List.of(0, 1), TestSpaces.plain(1));
    CodeShift exchange = new CodeShift(encoding, two, reading(List.of(1, 2), TestSpaces.plain(1)));
    double[] direction = new double[encoding.channels() * 2 * 8];
    // bank 0's column becomes bank 2's, bank 1's stays
    direction[read.get(0) * 2 * 8] = 10;
    direction[read.get(2) * 2 * 8] = 1;
    direction[read.get(1) * 2 * 8 + 1] = 100;
    assertThat(exchange.along(direction)).isCloseTo(1 - 10, within(1e-12));
  }

  @Test
  void aShiftIsWhatTheCodesDifferBy() {
    Conv wide = new Conv(true, List.of(5, 3), List.of(1, 1), 1);
    CodeShift shift = new CodeShift(encoding, all, reading(List.of(0, 1, 2), wide));
    List<Integer> kernel = encoding.places("kernel");
    // conv 0, axis 0: 3, then 5; of three columns and both rows
    assertThat(shift.along(only(kernel.get(0), 1, 2))).isEqualTo(-1);
    assertThat(shift.along(only(kernel.get(1), 0, 0))).isEqualTo(1);
    assertThat(shift.along(only(kernel.get(1), 0, 3))).isZero();
    assertThat(shift.squaredDistanceTo(new double[encoding.channels() * 2 * 9]))
        .isEqualTo(2 * 3 * 2);
    // a point halfway along one of twelve coordinates
    double[] half = only(kernel.get(1), 0, 0);
    half[kernel.get(1) * 2 * 9] = 0.5;
    assertThat(shift.squaredDistanceTo(half)).isEqualTo(12 - 1);
  }
}
