package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;

/** The one-hot fields of the paper (appendix B) and of the authors' code. */
public final class Fields {
  /** Above it a channel counts as set when an encoding is read back. */
  private static final float SET = 0.5f;

  private Fields() {}

  /** Banks read, M channels, each set only in the columns of that very bank. */
  public static Field read(SearchSpace space) {
    return new Field(
        "read",
        numbers(space.maxBanks(), "bank "),
        (column, out) -> column.banks().forEach(b -> out[b] = 1),
        (in, op) -> set(in).forEach(op::reads));
  }

  /** Banks written, M channels. */
  public static Field write(SearchSpace space) {
    return new Field(
        "write",
        numbers(space.maxBanks(), "bank "),
        (column, out) -> column.site().op().write().forEach(b -> out[b] = 1),
        (in, op) -> set(in).forEach(op::writes));
  }

  /** Dilation one-hot, a convolution and axis; one axis stands for all in an isotropic space. */
  public static Field dilation(SearchSpace space) {
    List<Integer> values = IntStream.rangeClosed(1, space.maxDilation()).boxed().toList();
    int axes = space.isotropic() ? 1 : space.dims();
    return convField(
        "dilation",
        space,
        axes,
        values,
        Conv::dilation,
        (op, conv, axis, value) -> {
          for (int a = axis; a < (space.isotropic() ? space.dims() : axis + 1); a++) {
            op.dilation(conv, a, value);
          }
        });
  }

  /** Kernel size one-hot, a convolution and axis. */
  public static Field kernel(SearchSpace space) {
    return convField("kernel", space, space.dims(), space.kernels(), Conv::kernel, OpDraft::kernel);
  }

  /** Number of groups one-hot, a convolution. */
  public static Field groups(SearchSpace space) {
    return convField(
        "groups",
        space,
        1,
        space.groups(),
        c -> List.of(c.groups()),
        (op, conv, axis, value) -> op.groups(conv, value));
  }

  /** Which of the four convolutions are active, a channel each. */
  public static Field active(SearchSpace space) {
    return new Field(
        "active",
        numbers(convs(space), "conv "),
        (column, out) -> {
          for (int i = 0; i < out.length; i++) {
            out[i] = column.site().op().convs().get(i).active() ? 1 : 0;
          }
        },
        (in, op) -> {
          for (int i = 0; i < in.length; i++) {
            op.active(i, in[i] > SET);
          }
        });
  }

  /** Whether some ops of a space can have a gate and others not. */
  static boolean gatesVary(SearchSpace space) {
    return space.gates() && space.patterns().stream().anyMatch(Pattern::twoPaths);
  }

  /** Whether the op's paths are joined by a gate, one channel. */
  public static Field gate() {
    return new Field(
        "gate",
        List.of("gated"),
        (column, out) -> out[0] = column.site().op().gated() ? 1 : 0,
        (in, op) -> op.gated(in[0] > SET));
  }

  /** Activation function of the op's convolutions, one-hot. */
  public static Field activation(SearchSpace space) {
    List<Activation> values = space.activations();
    return new Field(
        "activation",
        values.stream().map(a -> a.name().toLowerCase(Locale.ROOT)).toList(),
        (column, out) -> out[values.indexOf(column.site().op().activation())] = 1,
        (in, op) -> set(in).forEach(i -> op.activation(values.get(i))));
  }

  /** The op's block, one-hot. */
  public static Field block() {
    return new Field(
        "block",
        numbers(SearchSpace.BLOCKS, "block "),
        (column, out) -> out[column.site().block()] = 1,
        (in, op) -> set(in).forEach(op::block));
  }

  /** The op's units in multiples of N, one-hot; decoding takes them from the filled rows. */
  public static Field units(SearchSpace space) {
    return new Field(
        "units",
        IntStream.rangeClosed(1, space.rows())
            .mapToObj(r -> r * space.bankUnit() + " units")
            .toList(),
        (column, out) -> out[column.site().rows() - 1] = 1,
        (in, op) -> {});
  }

  /**
   * Set in the first column of each op, one channel.
   *
   * <p>Ours: without it, an op that reads banks 0 to 3 and two equal ops that read 0, 1 and 2, 3
   * have the same code, and no encoding of the paper can be inverted.
   */
  public static Field start() {
    return new Field(
        START,
        List.of("first column"),
        (column, out) -> out[0] = column.index() == 0 ? 1 : 0,
        (in, op) -> {});
  }

  static final String START = "start";

  private interface ConvReader {
    void accept(OpDraft op, int conv, int axis, int value);
  }

  private static Field convField(
      String name,
      SearchSpace space,
      int axes,
      List<Integer> values,
      Function<Conv, List<Integer>> getter,
      ConvReader reader) {
    List<String> labels = new ArrayList<>();
    for (int conv = 0; conv < convs(space); conv++) {
      for (int axis = 0; axis < axes; axis++) {
        for (int value : values) {
          labels.add("conv " + conv + (axes > 1 ? ", axis " + axis : "") + ": " + value);
        }
      }
    }
    return new Field(
        name,
        labels,
        (column, out) -> {
          for (int conv = 0; conv < convs(space); conv++) {
            Conv c = column.site().op().convs().get(conv);
            for (int axis = 0; axis < axes && c.active(); axis++) {
              int value = values.indexOf(getter.apply(c).get(axis));
              out[(conv * axes + axis) * values.size() + value] = 1;
            }
          }
        },
        (in, op) ->
            set(in)
                .forEach(
                    i ->
                        reader.accept(
                            op,
                            i / values.size() / axes,
                            i / values.size() % axes,
                            values.get(i % values.size()))));
  }

  /** Convolutions that an encoding tells apart: one where only single ones are allowed. */
  private static int convs(SearchSpace space) {
    return space.patterns().equals(List.of(Pattern.SINGLE)) ? 1 : 4;
  }

  private static List<Integer> set(float[] in) {
    return IntStream.range(0, in.length).filter(i -> in[i] > SET).boxed().toList();
  }

  private static List<String> numbers(int count, String prefix) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
