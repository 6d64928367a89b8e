package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;

/**
 * How architectures of a space become the tensor c that the HyperNet reads (paper, section 3.2 and
 * appendix B): named fields, one below the other along the channels.
 *
 * <p>An immutable value: {@code with}, {@code without}, {@code replace}, {@code withOffValue} and
 * {@code permuted} give variants of it, in any combination.
 *
 * @param space the architectures' space
 * @param fields the fields, with different names
 * @param offValue what every entry holds that no field sets, the rows included that an op does not
 *     fill: 0 by default, or a negative number (authors' code: -1)
 * @param order which channel, counted from 0 through the fields, stands at each place of c; as they
 *     come by default
 */
public record Encoding(SearchSpace space, List<Field> fields, float offValue, List<Integer> order) {
  public Encoding {
    fields = List.copyOf(fields);
    order = List.copyOf(order);
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(
            "the encoding has two fields \"" + field.name() + "\"; names must differ");
      }
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("the encoding has no field; give at least one");
    }
    if (!(offValue <= 0) || Float.isInfinite(offValue)) {
      throw new IllegalArgumentException(
          "the off-value is " + offValue + "; give 0 or a negative number, as -1");
    }
    check(order, count(fields));
  }

  /** Fields in channel order, with off-value 0. */
  public Encoding(SearchSpace space, List<Field> fields) {
    this(space, fields, 0, identity(count(fields)));
  }

  /**
   * The paper's one-hot code: banks read, banks written, dilation; for a space whose ops vary in
   * more, also kernel, groups, active convolutions, gate, activation, writing, pool, block and
   * units (authors' code), and the start of each op (ours, which makes it invertible).
   */
  public static Encoding oneHot(SearchSpace space) {
    List<Field> fields = new ArrayList<>();
    fields.add(Fields.read(space));
    fields.add(Fields.write(space));
    fields.add(Fields.dilation(space));
    if (varied(space)) {
      fields.add(Fields.kernel(space));
      fields.add(Fields.groups(space));
      fields.add(Fields.active(space));
      if (Fields.gatesVary(space)) {
        fields.add(Fields.gate());
      }
      if (space.activations().size() > 1) {
        fields.add(Fields.activation(space));
      }
      if (space.writes().size() > 1) {
        fields.add(Fields.writing(space));
      }
      if (space.pools().size() > 1) {
        fields.add(Fields.pool(space));
      }
      fields.add(Fields.block());
      fields.add(Fields.units(space));
      fields.add(Fields.start());
    }
    return new Encoding(space, fields);
  }

  private static boolean varied(SearchSpace space) {
    return !space.patterns().equals(List.of(Pattern.SINGLE))
        || space.kernels().size() > 1
        || space.groups().size() > 1
        || space.activations().size() > 1
        || space.writes().size() > 1
        || space.pools().size() > 1;
  }

  /** This encoding and one more field, whose channels come last. */
  public Encoding with(Field field) {
    List<Field> more = new ArrayList<>(fields);
    more.add(field);
    return resized(more, channels(), 0, field.channels());
  }

  /** This encoding without one field; the other channels move up. */
  public Encoding without(String name) {
    List<Field> rest = new ArrayList<>(fields);
    rest.remove(indexOf(name));
    return resized(rest, first(name), field(name).channels(), 0);
  }

  /** This encoding with another field in the place of one. */
  public Encoding replace(String name, Field field) {
    List<Field> changed = new ArrayList<>(fields);
    changed.set(indexOf(name), field);
    return resized(changed, first(name), field(name).channels(), field.channels());
  }

  /** This encoding with one field in another form, for example {@code Fields::ordinal}. */
  public Encoding replace(String name, UnaryOperator<Field> form) {
    return replace(name, form.apply(field(name)));
  }

  private Encoding resized(List<Field> changed, int from, int before, int after) {
    return new Encoding(space, changed, offValue, orderOf(order, from, before, after));
  }

  /**
   * This encoding with another value where no field sets one, in the rows, too, that an op does not
   * fill.
   *
   * @param value 0 or negative; the authors' code has -1
   */
  public Encoding withOffValue(double value) {
    return new Encoding(space, fields, (float) value, order);
  }

  /** This encoding with its channels in a random order. */
  public Encoding permuted(long seed) {
    return permuted(shuffled(channels(), seed));
  }

  /**
   * This encoding with its channels in another order.
   *
   * @param places the channel to be moved to each place, by its present place; each once
   */
  public Encoding permuted(List<Integer> places) {
    check(places, channels());
    return new Encoding(space, fields, offValue, places.stream().map(order::get).toList());
  }

  /** This encoding with its channels as the fields come. */
  public Encoding inFieldOrder() {
    return new Encoding(space, fields, offValue, identity(channels()));
  }

  /** The field of this name; throws if there is none. */
  public Field field(String name) {
    return fields.get(indexOf(name));
  }

  /** C: channels of all fields together. */
  public int channels() {
    return count(fields);
  }

  private static int count(List<Field> fields) {
    return fields.stream().mapToInt(Field::channels).sum();
  }

  private int first(String name) {
    return count(fields.subList(0, indexOf(name)));
  }

  /** The channels of c that a field has, in the order of its labels. */
  public List<Integer> places(String name) {
    int first = first(name);
    return IntStream.range(first, first + field(name).channels()).mapToObj(order::indexOf).toList();
  }

  /**
   * The first channel of a field, from which on its channels follow one another.
   *
   * @throws IllegalStateException if the channels are permuted; {@link #places} tells theirs
   */
  public int offset(String name) {
    int first = first(name);
    if (!order.equals(identity(channels()))) {
      throw new IllegalStateException(
          "the channels are permuted, so those of field \"%s\" do not follow one another; use places(\"%s\")"
              .formatted(name, name));
    }
    return first;
  }

  private int indexOf(String name) {
    List<String> names = fields.stream().map(Field::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException("no field \"" + name + "\"; the encoding has " + names);
    }
    return names.indexOf(name);
  }

  /**
   * The architecture's embedding, of shape (1, C, R, L).
   *
   * @throws IllegalArgumentException if the architecture is of another space, or a field fails or
   *     writes what is no finite number
   */
  public Embedding encode(Architecture architecture) {
    if (!architecture.space().equals(space)) {
      throw new IllegalArgumentException(
          "the architecture is of another space than the encoding; both must be of space %s with the same limits"
              .formatted(space.name()));
    }
    int rows = space.rows();
    int columns = architecture.columns();
    float[] values = new float[channels() * rows * columns];
    Arrays.fill(values, offValue);
    for (OpSite site : architecture.sites()) {
      for (int i = 0; i < site.columns(); i++) {
        float[] column = column(new CodeColumn(site, i));
        for (int place = 0; place < column.length; place++) {
          for (int r = 0; r < site.rows(); r++) {
            int at = (place * rows + r) * columns + site.column() + i;
            values[at] = column[order.get(place)];
          }
        }
      }
    }
    return new Embedding(channels(), rows, columns, values);
  }

  /** What the fields say of one column, in their order. */
  private float[] column(CodeColumn column) {
    float[] all = new float[channels()];
    int channel = 0;
    for (Field field : fields) {
      float[] out = new float[field.channels()];
      Arrays.fill(out, offValue);
      field.write(column, out);
      System.arraycopy(out, 0, all, channel, out.length);
      channel += out.length;
    }
    return all;
  }

  /**
   * The architecture that has this embedding.
   *
   * @throws IllegalArgumentException if fields are missing that it takes, by name, or if the
   *     embedding describes no architecture of the space
   */
  public Architecture decode(Embedding embedding) {
    return new Decoder(this, embedding).decode();
  }

  /**
   * For example "encoding of v2, 216 channels: read 64, write 64, ..., off-value -1.0, permuted".
   */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    fields.forEach(f -> parts.add(f.name() + " " + f.channels()));
    if (offValue != 0) {
      parts.add("off-value " + offValue);
    }
    if (!order.equals(identity(channels()))) {
      parts.add("permuted");
    }
    return "encoding of %s, %d channels: %s"
        .formatted(space.name(), channels(), String.join(", ", parts));
  }

  static List<Integer> identity(int channels) {
    return IntStream.range(0, channels).boxed().toList();
  }

  private static List<Integer> shuffled(int channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> order = new ArrayList<>(identity(channels));
    for (int i = channels - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  private static void check(List<Integer> order, int channels) {
    if (!order.stream().sorted().toList().equals(identity(channels))) {
      throw new IllegalArgumentException(
          "the order %s is none of %d channels; give each of 0 to %d once"
              .formatted(order, channels, channels - 1));
    }
  }

  /**
   * The order once a field has another number of channels: those that it keeps stay in their places
   * relative to the rest, those that it gains follow its last, or all others where it is new.
   *
   * @param from the field's first channel, counted through the fields
   */
  private static List<Integer> orderOf(List<Integer> order, int from, int before, int after) {
    int kept = from + Math.min(before, after);
    List<Integer> gained = IntStream.range(kept, from + after).boxed().toList();
    List<Integer> resized = new ArrayList<>();
    for (int channel : order) {
      if (channel < kept) {
        resized.add(channel);
      } else if (channel >= from + before) {
        resized.add(channel + after - before);
      }
      if (channel == kept - 1 && before > 0) {
        resized.addAll(gained);
      }
    }
    if (before == 0) {
      resized.addAll(gained);
    }
    return resized;
  }
}
