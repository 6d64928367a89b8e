package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts of any numbers are drawn; the limit of time is for one that never ends. */
@Timeout(60)
class EdgeRangesTest {
  static Stream<double[]> ranges() {
    double most = Double.MAX_VALUE;
    double infinity = Double.POSITIVE_INFINITY;
    return Stream.of(
        new double[] {0, 1e300},
        new double[] {-1e300, 1e300},
        new double[] {-most, most},
        new double[] {-1e-5, 1e100},
        new double[] {0, Double.MIN_VALUE},
        new double[] {1e-310, 2e-310},
        new double[] {1, Math.nextUp(1)},
        new double[] {1e300, Math.nextUp(1e300)},
        new double[] {1e9, 1e9 + 1},
        new double[] {1e15, 1e15 + 1},
        new double[] {1e300},
        new double[] {-0.0, 0.0},
        new double[] {5, 5, 5},
        new double[] {Double.NaN},
        new double[] {-infinity, 1, infinity});
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void anyRangeIsDrawn(double[] range) {
    int n = range.length;
    double[] plain = IntStream.range(0, n).mapToDouble(i -> i).toArray();
    List<Double> boxed = Arrays.stream(range).boxed().toList();
    List<Double> count = Arrays.stream(plain).boxed().toList();
    List<String> names = IntStream.range(0, n).mapToObj(i -> "n" + i).toList();
    draw(Charts.fitted("", "x", range, "y", plain));
    draw(Charts.fitted("", "x", plain, "y", range));
    draw(Charts.errorBars("", "x", plain, "y", range, plain));
    draw(Charts.errorBars("", "x", plain, "y", plain, range));
    draw(LineChart.draw("", "x", "y", range, Map.of("a", plain)));
    draw(LineChart.draw("", "x", "y", plain, Map.of("a", range)));
    draw(DensityChart.draw("", "x", Map.of("a", range), 1e300));
    draw(BarChart.draw("", "y", names, range, range, range));
    draw(
        BandChart.draw("", "x", boxed, "y", List.of(new BandChart.Band("b", count, count, count))));
    draw(
        BandChart.draw("", "x", count, "y", List.of(new BandChart.Band("b", boxed, boxed, boxed))));
  }

  @Test
  void ticksAreShortAndApart() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      double step = AxisNumbers.step(Math.pow(10, random.nextInt(600) - 300));
      double first = step * random.nextInt(1_000_000_000);
      List<String> labels =
          IntStream.range(0, 10).mapToObj(t -> AxisNumbers.tick(first + t * step)).toList();
      assertThat(labels).doesNotHaveDuplicates().allMatch(label -> label.length() <= 21);
    }
  }

  @Test
  void tickReadsAsItsNumber() {
    assertThat(Stream.of(1e300, -1.5e-300, 1e9 + 1, 1000000.2, 0.1, 12e3).map(AxisNumbers::tick))
        .containsExactly("1e300", "-1.5e-300", "1.000000001G", "1.0000002M", "0.1", "12k");
  }

  private static void draw(Chart<?, ?> chart) {
    assertThat(BitmapEncoder.getBufferedImage(chart).getWidth()).isEqualTo(Theme.WIDTH);
  }
}
