package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VoxelRotationTest {
  private static final List<Integer> SHAPE = List.of(1, 7, 3, 7);
  private static final Normalization PLAIN = new Normalization(List.of(0f), List.of(1f));

  @Test
  void quarterTurnsExchangeCellsAndKeepHeights() {
    Examples examples = ExamplesTest.random(3, SHAPE, 1);
    for (int rotations : new int[] {4, 12, 24}) {
      float[] still = turned(examples, rotations, 0);
      float[] quarter = turned(examples, rotations, rotations / 4);
      float[] half = turned(examples, rotations, rotations / 2);
      for (int k = 0; k < still.length; k++) {
        int w = k % 7;
        int h = k / 7 % 3;
        int d = k / 21 % 7;
        int start = k - k % 147;
        // What was at the right is at the back after a quarter turn from width to depth.
        assertThat(quarter[start + (w * 3 + h) * 7 + 6 - d]).isEqualTo(still[k]);
        assertThat(half[start + ((6 - d) * 3 + h) * 7 + 6 - w]).isEqualTo(still[k]);
      }
    }
  }

  @Test
  void otherTurnsTakeTheNearestCellWithoutHoles() {
    // A full disc about the axis stays full in every turn, and so does what is above it.
    int side = 32;
    List<Integer> shape = List.of(1, side, 1, side);
    byte[] disc = new byte[side * side];
    IntStream.range(0, side * side)
        .filter(k -> radius(k, side) < 14)
        .forEach(k -> disc[k] = (byte) 255);
    Examples examples = new Examples("disc", List.of("a"), shape, disc, new int[1]);
    for (int step = 0; step < 24; step++) {
      float[] values = turned(examples, 24, step);
      for (int k = 0; k < side * side; k++) {
        double radius = radius(k, side);
        if (radius < 13.2 || radius > 14.8) {
          assertThat(values[k]).isEqualTo(radius < 14 ? 1f : 0f);
        }
      }
    }
  }

  @Test
  void aBarTurnedByThirtyDegreesLiesWhereItsAngleSays() {
    int side = 33;
    byte[] bar = new byte[side * side];
    for (int w = 17; w < 31; w++) {
      bar[16 * side + w] = (byte) 255; // from the axis to the right
    }
    Examples examples =
        new Examples("bar", List.of("a"), List.of(1, side, 1, side), bar, new int[1]);
    float[] values = turned(examples, 12, 1);
    for (int k = 0; k < side * side; k++) {
      if (values[k] > 0) {
        double angle = Math.toDegrees(Math.atan2(k / side - 16, k % side - 16));
        double distance = Math.hypot(k / side - 16, k % side - 16);
        assertThat(distance * Math.abs(Math.sin(Math.toRadians(angle - 30)))).isLessThan(0.75);
      }
    }
    assertThat(IntStream.range(0, values.length).filter(k -> values[k] > 0).count())
        .isBetween(11L, 18L);
  }

  @Test
  void aPassHasEveryExampleInOrderAndKnowsItsRotations() {
    Examples examples = ExamplesTest.random(3, SHAPE, 1);
    Batches batches = new Batches(examples, 2, PLAIN, Augmentation.voxels());
    assertThat(batches.rotations()).isEqualTo(12);
    int[] labels = new int[3];
    int i = 0;
    for (Minibatch each : batches.rotated(5)) {
      for (int label : each.labels()) {
        labels[i++] = label;
      }
    }
    assertThat(labels).containsExactly(0, 1, 2);
    assertThatThrownBy(() -> batches.rotated(12)).hasMessageContaining("rotation 12 of random");
    assertThatThrownBy(() -> batches.rotated(-1)).hasMessageContaining("has 12");
  }

  private static double radius(int k, int side) {
    double d = Math.floorDiv(k, side);
    return Math.hypot(d - 15.5, k % side - 15.5);
  }

  private static float[] turned(Examples examples, int rotations, int k) {
    Augmentation how = Augmentation.none().withRotations(rotations);
    Batches batches = new Batches(examples, examples.size(), PLAIN, how);
    float[] values = batches.rotated(k).iterator().next().values();
    return Arrays.copyOf(values, values.length);
  }
}
