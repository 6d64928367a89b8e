package org.smashnas.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings pictures and voxel grids to a square or cube of another side: a frame, then exact area
 * averaging along one axis after the other.
 *
 * <p>Both sides are measured in a unit of which an old cell has {@code r} and a new one {@code
 * side}, so that every overlap is a whole number.
 */
final class Reduction {
  /** Where a frame has no cell of the example. */
  private static final int OUTSIDE = -1;

  private final Examples full;
  private final int axes;
  private final int channels;
  private final int side;
  private final int r;

  private Reduction(Examples full, int r) {
    this.full = full;
    this.r = r;
    axes = full.shape().size() - 1;
    channels = full.shape().get(0);
    side = side(full);
  }

  /** The side of the square or cube that examples are framed in: see {@link Examples#side}. */
  static int side(Examples examples) {
    IntStream sides = sides(examples).stream().mapToInt(each -> each);
    return (examples.shape().size() == 3 ? sides.min() : sides.max()).orElseThrow();
  }

  static Examples of(Examples full, int r) {
    Reduction to = new Reduction(full, r);
    if (r < 1 || r > to.side) {
      throw new IllegalArgumentException(
          "%s of shape %s cannot be brought to resolution %d; give 1 to %d"
              .formatted(full.name(), full.shape(), r, to.side));
    }
    return sides(full).stream().allMatch(each -> each == r) ? full : to.reduced();
  }

  /** The same with zeros around what has a side smaller than so many cells. */
  static Examples padded(Examples full, int least) {
    List<Integer> sides = sides(full).stream().map(each -> Math.max(each, least)).toList();
    int[] frame = frame(full, sides);
    byte[][] values = new byte[full.size()][frame.length];
    for (int i = 0; i < full.size(); i++) {
      for (int k = 0; k < frame.length; k++) {
        values[i][k] = (byte) value(full, i, frame[k]);
      }
    }
    return new Examples(full.name(), full.classNames(), shape(full, sides), values, full.labels());
  }

  private Examples reduced() {
    List<Integer> square = sides(full).stream().map(each -> side).toList();
    int[] frame = frame(full, square);
    int count = channels * power(r, axes);
    byte[][] values = new byte[full.size()][count];
    long area = power(side, axes);
    for (int i = 0; i < full.size(); i++) {
      long[] now = new long[frame.length];
      for (int k = 0; k < frame.length; k++) {
        now[k] = value(full, i, frame[k]);
      }
      for (int axis = 0; axis < axes && r < side; axis++) {
        now = along(now, channels * power(r, axis), power(side, axes - 1 - axis));
      }
      long unit = r < side ? area : 1;
      for (int k = 0; k < count; k++) {
        values[i][k] = (byte) ((now[k] + unit / 2) / unit);
      }
    }
    List<Integer> sides = sides(full).stream().map(each -> r).toList();
    return new Examples(full.name(), full.classNames(), shape(full, sides), values, full.labels());
  }

  /** Sums of {@code side} cells by what a new one covers of each: (outer, r, inner). */
  private long[] along(long[] old, int outer, int inner) {
    long[] fresh = new long[outer * r * inner];
    for (int x = 0; x < side; x++) {
      for (int k = x * r / side; k <= ((x + 1) * r - 1) / side; k++) {
        int overlap = Math.min((x + 1) * r, (k + 1) * side) - Math.max(x * r, k * side);
        for (int o = 0; o < outer; o++) {
          int from = (o * side + x) * inner;
          int to = (o * r + k) * inner;
          for (int j = 0; j < inner; j++) {
            fresh[to + j] += overlap * old[from + j];
          }
        }
      }
    }
    return fresh;
  }

  /** For each value of a framed example where it is in the example, whose middle it keeps. */
  private static int[] frame(Examples full, List<Integer> sides) {
    List<Integer> old = sides(full);
    int cells = sides.stream().reduce(1, (a, b) -> a * b);
    int oldCells = old.stream().reduce(1, (a, b) -> a * b);
    int[] frame = new int[full.shape().get(0) * cells];
    for (int k = 0; k < frame.length; k++) {
      int rest = k % cells;
      int stride = 1;
      int at = k / cells * oldCells;
      for (int axis = sides.size() - 1; axis >= 0 && at != OUTSIDE; axis--) {
        int x = rest % sides.get(axis) + Math.floorDiv(old.get(axis) - sides.get(axis), 2);
        boolean inside = x >= 0 && x < old.get(axis);
        at = inside ? at + x * stride : OUTSIDE;
        rest /= sides.get(axis);
        stride *= old.get(axis);
      }
      frame[k] = at;
    }
    return frame;
  }

  private static int value(Examples full, int i, int at) {
    return at == OUTSIDE ? 0 : full.at(i)[at] & 0xff;
  }

  private static List<Integer> sides(Examples examples) {
    return examples.shape().subList(1, examples.shape().size());
  }

  private static List<Integer> shape(Examples full, List<Integer> sides) {
    List<Integer> shape = new ArrayList<>(sides);
    shape.add(0, full.shape().get(0));
    return shape;
  }

  private static int power(int base, int exponent) {
    int[] factors = new int[exponent];
    Arrays.fill(factors, base);
    return Arrays.stream(factors).reduce(1, (a, b) -> a * b);
  }
}
