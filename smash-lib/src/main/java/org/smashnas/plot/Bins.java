package org.smashnas.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of values in equal intervals whose ends are round numbers.
 *
 * @param low start of the first interval
 * @param width width of each interval, above 0
 * @param counts values in each interval, from its start to below its end
 */
record Bins(double low, double width, List<Integer> counts) {
  /** Parts of a narrower one may be 0. */
  private static final double LEAST_RANGE = 1e-300;

  /** About {@code bins} intervals, from half to once as many, over the values that fit an axis. */
  static Bins of(double[] values, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins is " + bins + "; at least 1 is needed");
    }
    double[] finite = Arrays.stream(values).filter(AxisNumbers::fits).toArray();
    double low = Arrays.stream(finite).min().orElse(0);
    double high = Arrays.stream(finite).max().orElse(1);
    // Equal values still need an interval to stand in.
    double range = high - low > LEAST_RANGE ? high - low : Math.max(Math.abs(low) * .1, 1e-6);
    double width = AxisNumbers.step(range / bins);
    double start = Math.floor(low / width) * width;
    int count = (int) Math.floor((high - start) / width) + 1;
    Integer[] counts = new Integer[count];
    Arrays.fill(counts, 0);
    for (double value : finite) {
      counts[Math.min(count - 1, (int) ((value - start) / width))]++;
    }
    return new Bins(start, width, List.of(counts));
  }

  int total() {
    return counts.stream().mapToInt(c -> c).sum();
  }

  /** The outline's corners from left to right, starting and ending at count 0. */
  List<Double> outlineX() {
    List<Double> x = new ArrayList<>();
    for (int i = 0; i <= counts.size(); i++) {
      x.add(low + i * width);
      x.add(low + i * width);
    }
    return x;
  }

  List<Double> outlineY() {
    List<Double> y = new ArrayList<>();
    y.add(0.0);
    for (int count : counts) {
      y.add((double) count);
      y.add((double) count);
    }
    y.add(0.0);
    return y;
  }
}
