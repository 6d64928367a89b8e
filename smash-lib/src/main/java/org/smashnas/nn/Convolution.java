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
   * and less. Such convolutions take a detour, if the input turns out to be bfloat16: DJL cannot
   * tell.
   */
  private static final long WRONG_FROM = 17;

  private static final long LANES = 16;

  /**
   * On grids of two cells a side the same oneDNN takes memory that nothing has written to for the
   * gradients of bfloat16 weights, whatever the channels and their order: seen at two, for kernels
   * of three and five whose first two axes are not dilated, and neither at one nor at three to
   * eight. All of that grid, which is small, is computed in float32.
   */
  private static final long WRONG_GRID = 2;

  private static final long IN_FLOAT32 = -1;

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
    int last = dilation.size() - 1;
    boolean wrong = dilation.get(last - 1) > 1 && x.getShape().get(1 + last) >= WRONG_FROM;
    long merge = merge(w, groups, false);
    long detour = wrong ? merge(w, groups, true) : merge;
    boolean channelsFirst = wrong && w.getShape().get(1) * detour % LANES != 0;
    List<Long> spec = spec(w, dilation, groups);
    spec.add(merge);
    spec.add(detour);
    long layout = channelsFirst ? TorchScript.channelsLast(x) : 0;
    spec.add(isWrongGrid(x, w) ? IN_FLOAT32 : layout);
    return TorchScript.call("convolve", x, w, TorchScript.constants(spec));
  }

  private static boolean isWrongGrid(NDArray x, NDArray w) {
    return x.getShape().slice(2).equals(new Shape(WRONG_GRID, WRONG_GRID, WRONG_GRID))
        && !w.getShape().slice(2).equals(new Shape(1, 1, 1));
  }

  /** How many groups to convolve as one; with {@code lanes}, until it has whole lanes of inputs. */
  private static long merge(NDArray w, int groups, boolean lanes) {
    Shape shape = w.getShape();
    long merge = 1;
    while (groups % (2 * merge) == 0
        && (shape.get(0) * merge / groups < FEWEST_OUTPUTS
            || (lanes && shape.get(1) * merge % LANES != 0))) {
      merge *= 2;
    }
    return merge;
  }

  /** A 1x1 convolution: {@code w} has shape (out, in). */
  public static NDArray pointwise(NDArray x, NDArray w) {
    int axes = x.getShape().dimension() - 2;
    return apply(x, w.reshape(pointwiseShape(w, axes)), Collections.nCopies(axes, 1), 1);
  }

  /** Padding an axis, dilation an axis, groups. */
  private static List<Long> spec(NDArray w, List<Integer> dilation, int groups) {
    Shape kernel = w.getShape().slice(2);
    List<Long> spec = new ArrayList<>();
    for (int i = 0; i < dilation.size(); i++) {
      spec.add(dilation.get(i) * (kernel.get(i) / 2));
    }
    dilation.forEach(d -> spec.add((long) d));
    spec.add((long) groups);
    return spec;
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
