package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The one place through which every convolution goes; stride 1, the resolution is kept.
 *
 * <p>Weights are cast to the type of the input.
 */
public final class Convolution {
  /**
   * Fewest outputs a group that kernels for groups are made for: with fewer, convolving several
   * groups as one, the weights between them zero, is faster than convolving them one by one.
   */
  private static final long FEWEST_OUTPUTS = 8;

  /**
   * On maps of this height or more the oneDNN of PyTorch 2.7.1 gives wrong gradients, infinities
   * among them, for bfloat16 weights if channels are last, the dilation along the height is above
   * one, and the inputs a group are no multiple of {@link #LANES}: seen at 31 and more, not at 28
   * and less.
   */
  private static final long WRONG_FROM = 17;

  private static final long LANES = 16;

  private Convolution() {}

  /**
   * A convolution without bias.
   *
   * @param x input, (n, in, h, w), or (n, in, d, h, w) for voxels
   * @param w weights, (out, in / groups, kh, kw), or (out, in / groups, kd, kh, kw); odd sizes
   * @param dilation dilation an axis
   * @param groups channel groups
   * @return (n, out, h, w), or (n, out, d, h, w)
   */
  public static NDArray apply(NDArray x, NDArray w, List<Integer> dilation, int groups) {
    long merge = merge(w, groups);
    boolean lanes = w.getShape().get(1) * merge % LANES == 0;
    List<Long> spec = new ArrayList<>(List.of((long) groups, merge, isWrongGrid(x, w) ? 1L : 0L));
    // Numbers for bfloat16 are the last ones: DJL cannot tell what the input is.
    addAxes(spec, w, dilation, isApart(x, w, dilation, false));
    addAxes(spec, w, dilation, isApart(x, w, dilation, !lanes));
    return TorchScript.call("convolve", x, w, TorchScript.constants(spec));
  }

  /** Adds padding an axis, dilation an axis, and into how many maps to take the rows apart. */
  private static void addAxes(List<Long> spec, NDArray w, List<Integer> dilation, boolean apart) {
    int rows = dilation.size() - 2;
    List<Long> own = new ArrayList<>(dilation.stream().map(d -> (long) d).toList());
    long maps = apart ? own.set(rows, 1L) : 1;
    for (int i = 0; i < own.size(); i++) {
      spec.add(own.get(i) * (w.getShape().get(2 + i) / 2));
    }
    spec.addAll(own);
    spec.add(maps);
  }

  /**
   * Whether to take every so-manieth row as a map of its own, on which the convolution is not
   * dilated. The same oneDNN takes ten times as long for gradients of weights as for anything else
   * if rows are dilated so far that the kernel is higher than the map; and where they are wrong,
   * this is right. Voxels are slow there too, but flat grids are where their gradients are wrong.
   *
   * @param wrong whether they are wrong on maps of sufficient height
   */
  private static boolean isApart(NDArray x, NDArray w, List<Integer> dilation, boolean wrong) {
    int rows = dilation.size() - 2;
    long height = x.getShape().get(2 + rows);
    long reach = dilation.get(rows) * (w.getShape().get(2 + rows) / 2);
    boolean slow = rows == 0 && 2 * reach >= height;
    return dilation.get(rows) > 1
        && !x.getDevice().isGpu()
        && (slow || (wrong && height >= WRONG_FROM));
  }

  /**
   * On voxel grids that are lower than the kernel the same oneDNN takes memory that nothing has
   * written to for the gradients of bfloat16 weights: seen where the kernel is deeper than the grid
   * and its first two axes are not dilated, of grids of one to eight cells a side and kernels of
   * one to five. All of such a convolution, which is small, is computed in float32, which was right
   * in every case.
   */
  private static boolean isWrongGrid(NDArray x, NDArray w) {
    Shape cells = x.getShape().slice(2);
    Shape kernel = w.getShape().slice(2);
    return cells.dimension() == 3 && (cells.get(0) < kernel.get(0) || cells.get(1) < kernel.get(1));
  }

  /** How many groups to convolve as one. */
  private static long merge(NDArray w, int groups) {
    long outputs = w.getShape().get(0) / groups;
    long merge = 1;
    while (groups % (2 * merge) == 0 && outputs * merge < FEWEST_OUTPUTS) {
      merge *= 2;
    }
    return merge;
  }

  /** A 1x1 convolution: {@code w} has shape (out, in). */
  public static NDArray pointwise(NDArray x, NDArray w) {
    int axes = x.getShape().dimension() - 2;
    return apply(x, w.reshape(pointwiseShape(w, axes)), Collections.nCopies(axes, 1), 1);
  }

  /** The shape (out, in, 1, ...) of a matrix (out, in) as a convolution over so many axes. */
  static Shape pointwiseShape(NDArray w, int axes) {
    long[] shape = new long[2 + axes];
    Arrays.fill(shape, 1);
    shape[0] = w.getShape().get(0);
    shape[1] = w.getShape().get(1);
    return new Shape(shape);
  }
}
