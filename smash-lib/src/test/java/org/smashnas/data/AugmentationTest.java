package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final float[][] TABLE = new float[1][256];

  static {
    for (int b = 0; b < 256; b++) {
      TABLE[0][b] = b;
    }
  }

  @Test
  void everyCropAndMirrorImageOfThePaddedPictureComesUpAndNothingElse() {
    // 1 2 3 / 4 5 6 / 7 8 9, padded by one zero on every side.
    byte[] picture = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    int[][] padded = new int[5][5];
    IntStream.range(0, 9).forEach(k -> padded[k / 3 + 1][k % 3 + 1] = picture[k]);
    Set<List<Float>> possible = new HashSet<>();
    for (int top = 0; top < 3; top++) {
      for (int left = 0; left < 3; left++) {
        List<Float> crop = new ArrayList<>();
        List<Float> mirrored = new ArrayList<>();
        for (int k = 0; k < 9; k++) {
          crop.add((float) padded[top + k / 3][left + k % 3]);
          mirrored.add((float) padded[top + k / 3][left + 2 - k % 3]);
        }
        possible.add(crop);
        possible.add(mirrored);
      }
    }
    assertThat(drawn(new Augmentation(1, true), picture, List.of(1, 3, 3))).isEqualTo(possible);
  }

  @Test
  void noAugmentationChangesNothing() {
    assertThat(drawn(Augmentation.none(), new byte[] {1, 2, 3, 4}, List.of(1, 2, 2)))
        .containsExactly(List.of(1f, 2f, 3f, 4f));
  }

  @Test
  void voxelsAreShiftedOnAllThreeAxes() {
    Set<List<Float>> seen = drawn(new Augmentation(1, false), new byte[] {9}, List.of(1, 1, 1, 1));
    assertThat(seen).containsExactlyInAnyOrder(List.of(9f), List.of(0f));
    byte[] cube = {1, 2, 3, 4, 5, 6, 7, 8};
    // Three shifts on each axis, all different.
    assertThat(drawn(new Augmentation(1, false), cube, List.of(1, 2, 2, 2))).hasSize(27);
  }

  @Test
  void whatIsShiftedIntoAGridIsEmptyAndIntoAPictureIsZero() {
    float[][] table = Normalization.voxels().table();
    Augmenter grids = new Augmenter(new Augmentation(1, false), List.of(1, 1, 1, 1), table);
    Augmenter pictures = new Augmenter(new Augmentation(1, false), List.of(1, 1, 1), table);
    Set<Float> inGrids = new HashSet<>();
    Set<Float> inPictures = new HashSet<>();
    SplittableRandom random = new SplittableRandom(1);
    float[] to = new float[1];
    for (int draw = 0; draw < 200; draw++) {
      grids.writeChanged(new byte[] {(byte) 255}, to, 0, random);
      inGrids.add(to[0]);
      pictures.writeChanged(new byte[] {(byte) 255}, to, 0, random);
      inPictures.add(to[0]);
    }
    assertThat(inGrids).containsExactlyInAnyOrder(-1f, table[0][255]);
    assertThat(inPictures).containsExactlyInAnyOrder(0f, table[0][255]);
  }

  @Test
  void everyRotationComesUpAndNothingElse() {
    // Depth 2, height 1, width 2, seen from above: 1 2 / 3 4.
    byte[] grid = {1, 2, 3, 4};
    assertThat(drawn(Augmentation.none().withRotations(4), grid, List.of(1, 2, 1, 2)))
        .containsExactlyInAnyOrder(
            List.of(1f, 2f, 3f, 4f),
            List.of(3f, 1f, 4f, 2f),
            List.of(4f, 3f, 2f, 1f),
            List.of(2f, 4f, 1f, 3f));
  }

  @Test
  void whatCannotBeTurnedIsRefused() {
    for (List<Integer> shape : List.of(List.of(1, 4, 4), List.of(1, 2, 4, 4))) {
      assertThatThrownBy(() -> new Augmenter(Augmentation.voxels(), shape, TABLE))
          .hasMessageContaining("12 rotations for examples of shape " + shape);
    }
    assertThatThrownBy(() -> new Augmentation(0, false, 0)).hasMessageContaining("rotations is 0");
    assertThat(Augmentation.voxels()).isEqualTo(new Augmentation(2, true, 12));
  }

  @Test
  void negativePaddingIsRefused() {
    assertThatThrownBy(() -> new Augmentation(-1, true)).hasMessageContaining("padding is -1");
    assertThat(Augmentation.standard()).isEqualTo(new Augmentation(4, true));
  }

  private static Set<List<Float>> drawn(Augmentation how, byte[] picture, List<Integer> shape) {
    Set<List<Float>> seen = new HashSet<>();
    SplittableRandom random = new SplittableRandom(1);
    Augmenter augmenter = new Augmenter(how, shape, TABLE);
    for (int draw = 0; draw < 2000; draw++) {
      // One value before and after, to see that nothing is written outside the example.
      float[] to = new float[picture.length + 2];
      augmenter.writeChanged(picture, to, 1, random);
      assertThat(to[0]).isZero();
      assertThat(to[picture.length + 1]).isZero();
      List<Float> values = new ArrayList<>();
      for (int k = 1; k <= picture.length; k++) {
        values.add(to[k]);
      }
      seen.add(values);
    }
    return seen;
  }
}
