package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class FurnitureTest {
  @Test
  void gridsAreTheSameOnEveryMachine() {
    Dataset data = Datasets.furniture(100, 50, 0);
    assertThat(checksum(data.train())).isEqualTo(2_608_177_832L);
    assertThat(checksum(data.test())).isEqualTo(4_017_394_749L);
  }

  @Test
  void aLargerSetBeginsWithTheSmallerOne() {
    Dataset small = Datasets.furniture(20, 10, 5);
    Dataset large = Datasets.furniture(30, 10, 5);
    assertThat(checksum(large.train().head(20))).isEqualTo(checksum(small.train()));
    assertThat(checksum(large.test())).isEqualTo(checksum(small.test()));
    assertThat(checksum(Datasets.furniture(20, 10, 6).train()))
        .isNotEqualTo(checksum(small.train()));
  }

  @Test
  void shapeAndClassesAreThoseOfModelnet10AndBalanced() {
    Dataset data = Datasets.furniture(45, 20, 0);
    assertThat(data.train().shape()).containsExactly(1, 32, 32, 32);
    assertThat(data.train().classNames()).isEqualTo(ModelNetGrids.CLASSES);
    assertThat(data.train().countsByClass().values()).allMatch(n -> n == 4 || n == 5);
    assertThatThrownBy(() -> Datasets.furniture(0, 1, 0)).hasMessageContaining("0 grids");
  }

  @Test
  void everyPieceSpansTheGridWithinItsMarginAndStandsUpright() {
    Examples train = Datasets.furniture(200, 1, 3).train();
    for (int i = 0; i < train.size(); i++) {
      byte[] values = train.values(i);
      int[] least = {32, 32, 32};
      int[] most = {-1, -1, -1};
      for (int k = 0; k < values.length; k++) {
        int[] place = {k / 1024, k / 32 % 32, k % 32};
        for (int axis = 0; values[k] != 0 && axis < 3; axis++) {
          least[axis] = Math.min(least[axis], place[axis]);
          most[axis] = Math.max(most[axis], place[axis]);
        }
      }
      int longest = 0;
      for (int axis = 0; axis < 3; axis++) {
        longest = Math.max(longest, most[axis] - least[axis] + 1);
        // In the middle, up to the half cell that an odd number of cells leaves.
        assertThat(least[axis] + most[axis]).isBetween(30, 32);
      }
      assertThat(longest).isEqualTo(24);
    }
    // A table's top has many more cells than what it stands on.
    byte[] table = train.values(8);
    assertThat(cellsOfRow(table, topRow(table)))
        .isGreaterThan(3 * cellsOfRow(table, 31 - topRow(table)));
  }

  private static int topRow(byte[] values) {
    int row = 0;
    while (cellsOfRow(values, row) == 0) {
      row++;
    }
    return row;
  }

  private static int cellsOfRow(byte[] values, int row) {
    int cells = 0;
    for (int k = 0; k < values.length; k++) {
      cells += k / 32 % 32 == row && values[k] != 0 ? 1 : 0;
    }
    return cells;
  }

  private static long checksum(Examples examples) {
    CRC32 checksum = new CRC32();
    for (int i = 0; i < examples.size(); i++) {
      checksum.update(examples.label(i));
      checksum.update(examples.values(i));
    }
    return checksum.getValue();
  }
}
