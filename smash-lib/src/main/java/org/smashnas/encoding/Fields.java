package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;

/**
 * The one-hot fields of the paper (appendix B) and of the authors' code, other forms of them, and a
 * few that tell more.
 */
public final class Fields {
  static final String START = "start";

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
            if (column.site().op().convs().get(i).active()) {
              out[i] = 1;
            }
          }
        },
        (in, op) -> {
          for (int i = 0; i < in.length; i++) {
            op.active(i, in[i] > Field.SET);
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
        (column, out) -> {
          if (column.site().op().gated()) {
            out[0] = 1;
          }
        },
        (in, op) -> op.gated(in[0] > Field.SET));
  }

  /** Activation function of the op's convolutions, one-hot. */
  public static Field activation(SearchSpace space) {
    return choice("activation", space.activations(), Op::activation, OpDraft::activation);
  }

  /** How the op writes banks that are filled, one-hot. */
  public static Field writing(SearchSpace space) {
    return choice("writing", space.writes(), Op::writing, OpDraft::writing);
  }

  /** How the op pools what it reads, one-hot. */
  public static Field pool(SearchSpace space) {
    return choice("pool", space.pools(), Op::pool, OpDraft::pool);
  }

  private static <E extends Enum<E>> Field choice(
      String name, List<E> values, Function<Op, E> of, BiConsumer<OpDraft, E> to) {
    return new Field(
        name,
        values.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList(),
        (column, out) -> out[values.indexOf(of.apply(column.site().op()))] = 1,
        (in, op) -> set(in).forEach(i -> to.accept(op, values.get(i))),
        values.size());
  }

  /** The op's block, one-hot. */
  public static Field block() {
    return new Field(
        "block",
        numbers(SearchSpace.BLOCKS, "block "),
        (column, out) -> out[column.site().block()] = 1,
        (in, op) -> set(in).forEach(op::block),
        SearchSpace.BLOCKS);
  }

  /** The op's units in multiples of N, one-hot; decoding takes them from the filled rows. */
  public static Field units(SearchSpace space) {
    return new Field(
        "units",
        IntStream.rangeClosed(1, space.rows())
            .mapToObj(r -> r * space.bankUnit() + " units")
            .toList(),
        (column, out) -> out[column.site().rows() - 1] = 1,
        (in, op) -> {},
        space.rows());
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
        (column, out) -> {
          if (column.index() == 0) {
            out[0] = 1;
          }
        },
        (in, op) -> {});
  }

  /**
   * How deep in its block an op lies, one channel: its index / the block's ops, 0 to below 1.
   * Nothing is read back from it.
   */
  public static Field depth() {
    return told("depth", "index / ops", site -> (float) site.index() / site.home().ops().size());
  }

  /**
   * How much an op reads, one channel: channels read / those of the widest block, above 0, at most
   * 1. Nothing is read back from it.
   */
  public static Field fanIn(SearchSpace space) {
    int most = Collections.max(space.blockWidths());
    return told("fan-in", "of " + most + " channels", site -> (float) site.readChannels() / most);
  }

  /**
   * The resolution at which an op works, one channel: cells a side / those of the input: 1, 1/2 or
   * 1/4. Nothing is read back from it.
   */
  public static Field resolution(SearchSpace space) {
    return told(
        "resolution", "of " + space.resolution() + " cells", site -> 1f / (1 << site.block()));
  }

  private static Field told(String name, String label, ToDoubleFunction<OpSite> value) {
    return new Field(
        name,
        List.of(label),
        (column, out) -> out[0] = (float) value.applyAsDouble(column.site()),
        Field.NOT_READ);
  }

  /**
   * What a one-hot field says in one channel a group: k / n for the k-th of n allowed values, from
   * 1/n to 1, and the encoding's off-value where none is set. It is read back as the field is.
   *
   * @param field for example {@code Fields.dilation(space)}
   * @throws IllegalArgumentException if the field is not one-hot
   */
  public static Field ordinal(Field field) {
    int n = options(field, "ordinal");
    List<String> labels =
        IntStream.range(0, field.channels() / n)
            .mapToObj(g -> field.labels().get(g * n))
            .map(label -> label.contains(":") ? label.replaceFirst(":.*", "") : field.name())
            .toList();
    return new Field(
        field.name(),
        labels,
        (column, out) -> {
          int[] chosen = chosen(field, column);
          for (int g = 0; g < chosen.length; g++) {
            if (chosen[g] >= 0) {
              out[g] = (chosen[g] + 1f) / n;
            }
          }
        },
        reader(field, (in, g) -> Math.min(n, Math.round(in[g] * n)) - 1));
  }

  /**
   * What a one-hot field says as a thermometer: in each group all channels up to the one that it
   * sets. It is read back as the field is.
   *
   * @param field for example {@code Fields.kernel(space)}
   * @throws IllegalArgumentException if the field is not one-hot
   */
  public static Field thermometer(Field field) {
    int n = options(field, "thermometer");
    List<String> labels = new ArrayList<>();
    field.labels().forEach(label -> labels.add(label + " or more"));
    return new Field(
        field.name(),
        labels,
        (column, out) -> {
          int[] chosen = chosen(field, column);
          for (int g = 0; g < chosen.length; g++) {
            for (int i = 0; i <= chosen[g]; i++) {
              out[g * n + i] = 1;
            }
          }
        },
        reader(field, (in, g) -> last(in, g * n, n)));
  }

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
                            values.get(i % values.size()))),
        values.size());
  }

  /** Convolutions that an encoding tells apart: one where only single ones are allowed. */
  private static int convs(SearchSpace space) {
    return space.patterns().equals(List.of(Pattern.SINGLE)) ? 1 : 4;
  }

  private static List<Integer> set(float[] in) {
    return IntStream.range(0, in.length).filter(i -> in[i] > Field.SET).boxed().toList();
  }

  private static List<String> numbers(int count, String prefix) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private static int options(Field field, String form) {
    if (field.options() == 0) {
      throw new IllegalArgumentException(
          "field \"%s\" is not one-hot, so it has no %s form; dilation, kernel, groups, activation, writing, pool, block and units have one"
              .formatted(field.name(), form));
    }
    return field.options();
  }

  /** What the one-hot field would set in each group; -1 where nothing. */
  private static int[] chosen(Field field, CodeColumn column) {
    float[] hot = new float[field.channels()];
    field.writer().accept(column, hot);
    int n = field.options();
    return IntStream.range(0, hot.length / n).map(g -> last(hot, g * n, n)).toArray();
  }

  private static int last(float[] in, int from, int count) {
    int last = count - 1;
    while (last >= 0 && in[from + last] <= Field.SET) {
      last--;
    }
    return last;
  }

  private interface Choice {
    /** Which channel of a group is meant, -1 or less for none. */
    int of(float[] in, int group);
  }

  private static BiConsumer<float[], OpDraft> reader(Field field, Choice choice) {
    if (!field.readable()) {
      return Field.NOT_READ;
    }
    int n = field.options();
    return (in, op) -> {
      float[] hot = new float[field.channels()];
      for (int g = 0; g < hot.length / n; g++) {
        int i = choice.of(in, g);
        if (i >= 0) {
          hot[g * n + i] = 1;
        }
      }
      field.reader().accept(hot, op);
    };
  }
}
