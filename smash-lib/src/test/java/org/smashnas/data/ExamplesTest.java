package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");

  /** {@code n} examples of random values, labels 0, 1, 2, 0, ... */
  static Examples random(int n, List<Integer> shape, long seed) {
    byte[] values = new byte[n * shape.stream().reduce(1, (a, b) -> a * b)];
    new SplittableRandom(seed).nextBytes(values);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 3;
    }
    return new Examples("random", CLASSES, shape, values, labels);
  }

  @Test
  void wrongArgumentsAreRefusedWithWhatWasGivenAndWhatIsAllowed() {
    List<Integer> shape = List.of(1, 2, 2);
    assertRefused(CLASSES, shape, 7, new int[] {0, 1}, "7 values for 2 labels", "need 8");
    assertRefused(CLASSES, shape, 8, new int[] {0, 3}, "label 3 of example 1", "0 to 2");
    assertRefused(CLASSES, shape, 8, new int[] {-1, 0}, "label -1 of example 0");
    assertRefused(CLASSES, List.of(2, 2), 8, new int[] {0, 1}, "shape is [2, 2]");
    assertRefused(CLASSES, List.of(1, 0, 2), 0, new int[] {}, "shape is [1, 0, 2]");
    assertRefused(List.of("a", "a"), shape, 8, new int[] {0, 1}, "all distinct");
    assertThatThrownBy(() -> new Examples(" ", CLASSES, shape, new byte[0], new int[0]))
        .hasMessageContaining("name is blank");
  }

  @Test
  void aPartHasItsExamplesInTheOrderAskedFor() {
    Examples whole = random(7, List.of(3, 4, 4), 1);
    Examples part = whole.take(new int[] {5, 0, 5}).take(new int[] {2, 1});

    assertThat(part.size()).isEqualTo(2);
    assertThat(part.values(0)).isEqualTo(whole.values(5));
    assertThat(part.values(1)).isEqualTo(whole.values(0));
    assertThat(part.label(0)).isEqualTo(2);
    assertThat(whole.head(3).labels()).containsExactly(0, 1, 2);
    assertThat(whole.head(99).size()).isEqualTo(7);
    assertThatThrownBy(() -> part.label(2)).hasMessageContaining("example 2 of random; it has 2");
    assertThatThrownBy(() -> part.take(new int[] {-1})).hasMessageContaining("example -1");
    assertThatThrownBy(() -> part.head(-1)).hasMessageContaining("-1");
  }

  @Test
  void countsListEveryClassInOrder() {
    Examples part = random(7, List.of(1, 1, 1), 1).take(new int[] {0, 3, 4});
    assertThat(part.countsByClass().keySet()).containsExactly("a", "b", "c");
    assertThat(part.countsByClass().values()).containsExactly(2, 1, 0);
    assertThat(part).hasToString("random: 3 examples of 1x1x1, 3 classes");
  }

  @Test
  void aPictureHasRedGreenAndBlueAtTheirPlaces() {
    byte[] values = {(byte) 255, 2, 3, 4, (byte) 250, 6};
    Examples pair = new Examples("pair", CLASSES, List.of(3, 1, 2), values, new int[] {0});
    assertThat(pair.image(0).getWidth()).isEqualTo(2);
    assertThat(pair.image(0).getRGB(0, 0)).isEqualTo(0xffff03fa);
    assertThat(pair.image(0).getRGB(1, 0)).isEqualTo(0xff020406);

    Examples voxels = random(1, List.of(1, 2, 2, 2), 1);
    assertThatThrownBy(() -> voxels.image(0)).hasMessageContaining("[1, 2, 2, 2]");
  }

  @Test
  void reductionAveragesSquaresAndRoundsHalfUp() {
    byte[] values = {0, 1, 10, 10, 1, 0, 10, 10, (byte) 255, (byte) 255, 0, 0, -1, -1, 0, 1};
    Examples full = new Examples("full", CLASSES, List.of(1, 4, 4), values, new int[] {2});
    Examples half = full.atResolution(2);

    assertThat(half.shape()).containsExactly(1, 2, 2);
    assertThat(half.values(0)).containsExactly(1, 10, 255, 0);
    assertThat(half.label(0)).isEqualTo(2);
    assertThat(full.atResolution(4)).isSameAs(full);
  }

  @Test
  void reductionOfAPartOfVoxelsAgreesWithAveragingCubesOneByOne() {
    Examples full = random(5, List.of(2, 6, 6, 6), 3).take(new int[] {4, 1});
    Examples third = full.atResolution(2);

    byte[] wide = full.values(1);
    byte[] narrow = third.values(1);
    for (int k = 0; k < 16; k++) {
      int sum = 0;
      for (int cell = 0; cell < 27; cell++) {
        int z = k / 4 % 2 * 3 + cell / 9;
        int y = k / 2 % 2 * 3 + cell / 3 % 3;
        int x = k % 2 * 3 + cell % 3;
        sum += wide[((k / 8 * 6 + z) * 6 + y) * 6 + x] & 0xff;
      }
      assertThat(narrow[k] & 0xff).isEqualTo((int) Math.round(sum / 27.0));
    }
  }

  /** The mean of a real interval of a row of cells, each of which reaches from k to k + 1. */
  private static double mean(double from, double to, IntToDoubleFunction row) {
    double sum = 0;
    for (int k = (int) from; k < to; k++) {
      sum += (Math.min(to, k + 1) - Math.max(from, k)) * row.applyAsDouble(k);
    }
    return sum / (to - from);
  }

  @Test
  void aSideThatIsNotDividedIsAveragedByArea() {
    for (int[] sides : new int[][] {{28, 16}, {30, 28}, {14, 12}, {10, 8}, {5, 3}}) {
      double step = (double) sides[0] / sides[1];
      Examples full = random(2, List.of(2, sides[0], sides[0]), 3);
      Examples less = full.take(new int[] {1}).atResolution(sides[1]);
      byte[] old = full.values(1);
      byte[] now = less.values(0);
      assertThat(less.shape()).containsExactly(2, sides[1], sides[1]);
      for (int k = 0; k < now.length; k++) {
        int x = k % sides[1];
        int y = k / sides[1] % sides[1];
        int plane = k / sides[1] / sides[1] * sides[0] * sides[0];
        double expected =
            mean(
                y * step,
                (y + 1) * step,
                row ->
                    mean(
                        x * step,
                        (x + 1) * step,
                        column -> old[plane + row * sides[0] + column] & 0xff));
        assertThat((double) (now[k] & 0xff)).isCloseTo(expected, within(0.5 + 1e-9));
      }
    }
  }

  @Test
  void ofAPictureThatIsNoSquareTheMiddleIsTaken() {
    byte[] tall = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    Examples high = new Examples("high", CLASSES, List.of(1, 5, 2), tall, new int[1]);
    assertThat(high.side()).isEqualTo(2);
    assertThat(high.atResolution(2).values(0)).containsExactly(3, 4, 5, 6);
    Examples wide = new Examples("wide", CLASSES, List.of(1, 2, 5), tall, new int[1]);
    assertThat(wide.atResolution(2).values(0)).containsExactly(2, 3, 7, 8);
    assertThat(wide.atResolution(1).values(0)).containsExactly(5);
    Dataset data = new Dataset("wide", wide, wide, "here");
    assertThat(data.atResolution(2).source()).isEqualTo("here; the middle 2 a side of 2x5");
  }

  @Test
  void voxelsThatAreNoCubeGetEmptyCellsAroundThem() {
    byte[] flat = {1, 2, 3, 4, 5, 6, 7, 8};
    Examples plate = new Examples("plate", CLASSES, List.of(1, 2, 1, 4), flat, new int[1]);
    assertThat(plate.side()).isEqualTo(4);
    byte[] cube = plate.atResolution(4).values(0);
    for (int k = 0; k < 64; k++) {
      int z = k / 16 - 1;
      boolean inside = (z == 0 || z == 1) && k / 4 % 4 == 2;
      byte expected = inside ? flat[z * 4 + k % 4] : 0;
      assertThat(cube[k]).isEqualTo(expected);
    }
    Dataset data = new Dataset("plate", plate, plate, "here");
    assertThat(data.atResolution(4).source()).isEqualTo("here; padded to 4 a side of 2x1x4");
  }

  @Test
  void paddingPutsZerosAroundWhatIsTooSmall() {
    Examples dot = new Examples("dot", CLASSES, List.of(1, 1, 3), new byte[] {7, 8, 9}, new int[1]);
    assertThat(dot.padded(3).values(0)).containsExactly(0, 0, 0, 7, 8, 9, 0, 0, 0);
    assertThat(dot.padded(2).shape()).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> dot.padded(0)).hasMessageContaining("give 1 to 1024");
  }

  @Test
  void aResolutionAboveTheSideIsRefused() {
    Examples full = random(1, List.of(3, 8, 6), 1);
    for (int r : new int[] {0, -2, 7, 16}) {
      assertThatThrownBy(() -> full.atResolution(r))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[3, 8, 6]")
          .hasMessageContaining("resolution " + r)
          .hasMessageContaining("give 1 to 6");
    }
  }

  private static void assertRefused(
      List<String> classes, List<Integer> shape, int values, int[] labels, String... parts) {
    assertThatThrownBy(() -> new Examples("some", classes, shape, new byte[values], labels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("some: ")
        .hasMessageContainingAll(parts);
  }
}
