package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.data.Examples;

class VoxelViewTest {
  private static final int WHITE = 0xFFFFFFFF;

  @Test
  void aCubeShowsItsTopLightItsFrontDarkerAndItsRightSideDarkest() {
    BufferedImage image = VoxelView.draw(grid(0, 0, 0, 1), 0, 200);
    // A hexagon: 2 high, sqrt(3) wide; the three faces meet in its middle.
    assertThat(image.getWidth()).isEqualTo(174);
    int top = blue(image, 87, 50);
    int front = blue(image, 43, 125);
    int right = blue(image, 130, 125);
    assertThat(top).isGreaterThan(front);
    assertThat(front).isGreaterThan(right);
    assertThat(image.getRGB(2, 2)).isEqualTo(WHITE);
    assertThat(image.getRGB(171, 197)).isEqualTo(WHITE);
  }

  @Test
  void rowZeroIsAboveDepthGoesToTheUpperRightAndColumnsToTheLowerRight() {
    int[] behind = centre(VoxelView.draw(grid(1, 0, 0, 2), 0, 200));
    int[] below = centre(VoxelView.draw(grid(0, 1, 0, 2), 0, 200));
    int[] beside = centre(VoxelView.draw(grid(0, 0, 1, 2), 0, 200));
    int[] first = centre(VoxelView.draw(grid(0, 0, 0, 2), 0, 200));

    assertThat(behind[0] - first[0]).isBetween(42, 45);
    assertThat(behind[1] - first[1]).isBetween(-26, -24);
    assertThat(beside[0] - first[0]).isBetween(42, 45);
    assertThat(beside[1] - first[1]).isBetween(24, 26);
    assertThat(below[0] - first[0]).isBetween(-1, 1);
    assertThat(below[1] - first[1]).isBetween(49, 51);
  }

  @Test
  void aNearCellCoversAFarOne() {
    byte[] cells = new byte[8];
    cells[(1 * 2 + 1) * 2 + 0] = (byte) 255; // behind, below, left
    BufferedImage without = VoxelView.draw(examples(cells.clone(), 2), 0, 200);
    cells[(0 * 2 + 0) * 2 + 1] = 60; // before, above, right: exactly in front of it
    BufferedImage with = VoxelView.draw(examples(cells, 2), 0, 200);
    // Pale faces now, where full ones were.
    assertThat(blue(with, 87, 75)).isGreaterThan(blue(without, 87, 75));
  }

  @Test
  void aGridHasOneLabelledViewAnExample() {
    Examples one = grid(0, 0, 0, 2);
    BufferedImage four = VoxelView.grid(one, new int[] {0, 0, 0, 0}, 2, 100);
    assertThat(four.getHeight()).isEqualTo(10 + 2 * (100 + 18 + 10));
  }

  @Test
  void whatIsNoVoxelGridIsRefused() {
    Examples flat = new Examples("flat", List.of("a"), List.of(1, 2, 2), new byte[4], new int[1]);
    assertThatThrownBy(() -> VoxelView.draw(flat, 0, 100)).hasMessageContaining("shape [1, 2, 2]");
    assertThatThrownBy(() -> VoxelView.draw(grid(0, 0, 0, 1), 0, 3))
        .hasMessageContaining("3 pixels high");
  }

  private static Examples grid(int d, int h, int w, int side) {
    byte[] cells = new byte[side * side * side];
    cells[(d * side + h) * side + w] = (byte) 255;
    return examples(cells, side);
  }

  private static Examples examples(byte[] cells, int side) {
    return new Examples("one", List.of("a"), List.of(1, side, side, side), cells, new int[1]);
  }

  private static int blue(BufferedImage image, int x, int y) {
    return (image.getRGB(x, y) & 0xff) + (image.getRGB(x, y) >> 8 & 0xff);
  }

  private static int[] centre(BufferedImage image) {
    long count = 0;
    long sumX = 0;
    long sumY = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) != WHITE) {
          count++;
          sumX += x;
          sumY += y;
        }
      }
    }
    return new int[] {(int) (sumX / count), (int) (sumY / count)};
  }
}
