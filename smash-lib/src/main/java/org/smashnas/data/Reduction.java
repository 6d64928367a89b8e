package org.smashnas.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reduces pictures and voxel grids by averaging, in any number of dimensions. */
final class Reduction {
  private Reduction() {}

  static Examples of(Examples full, int r) {
    List<Integer> sides = full.shape().subList(1, full.shape().size());
    int side = sides.get(0);
    if (r < 1 || sides.stream().anyMatch(each -> each != side) || side % r != 0) {
      throw new IllegalArgumentException(
          "%s of shape %s cannot be reduced to resolution %d; give a divisor of its side"
              .formatted(full.name(), full.shape(), r));
    }
    if (r == side) {
      return full;
    }
    List<Integer> shape = new ArrayList<>(full.shape());
    shape.replaceAll(each -> r);
    shape.set(0, full.shape().get(0));

    int[] target = targets(full.shape().get(0), sides.size(), side, r);
    int cells = full.valuesPerExample() / (full.shape().get(0) * power(r, sides.size()));
    int channelsTimesCells = full.valuesPerExample() / cells;
    byte[] values = new byte[Math.multiplyExact(full.size(), channelsTimesCells)];
    int[] sums = new int[channelsTimesCells];
    for (int i = 0; i < full.size(); i++) {
      Arrays.fill(sums, 0);
      byte[] store = full.store(i);
      int from = full.offset(i);
      for (int k = 0; k < target.length; k++) {
        sums[target[k]] += store[from + k] & 0xff;
      }
      for (int k = 0; k < sums.length; k++) {
        values[i * sums.length + k] = (byte) ((sums[k] + cells / 2) / cells);
      }
    }
    return new Examples(full.name(), full.classNames(), shape, values, full.labels());
  }

  /** For each value of a full example, the index of the reduced value that it counts towards. */
  private static int[] targets(int channels, int axes, int side, int r) {
    int[] target = new int[channels * power(side, axes)];
    for (int k = 0; k < target.length; k++) {
      int rest = k;
      int stride = 1;
      for (int axis = 0; axis < axes; axis++) {
        target[k] += rest % side / (side / r) * stride;
        rest /= side;
        stride *= r;
      }
      target[k] += rest * stride;
    }
    return target;
  }

  private static int power(int base, int exponent) {
    int result = 1;
    for (int i = 0; i < exponent; i++) {
      result *= base;
    }
    return result;
  }
}
