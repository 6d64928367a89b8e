package org.smashnas.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.files.Checksums;

/**
 * An encoding as a file can have it: its fields' names and channels, and what they write for a few
 * architectures, since a field's code cannot be written down.
 *
 * @param fields in channel order
 * @param offValue as {@link Encoding#offValue}
 * @param order as {@link Encoding#order}
 * @param probes some architectures of the encoding's space, at least one, as JSON
 * @param codes SHA-256 of their embeddings
 */
public record EncodingFile(
    List<Part> fields, float offValue, List<Integer> order, List<String> probes, String codes) {
  private static final int PROBES = 4;

  /** A field, but for its code. */
  public record Part(String name, List<String> labels, int options) {
    public Part {
      labels = List.copyOf(labels);
    }

    static Part of(Field field) {
      return new Part(field.name(), field.labels(), field.options());
    }
  }

  public EncodingFile {
    fields = List.copyOf(fields);
    order = List.copyOf(order);
    probes = List.copyOf(probes);
  }

  /** Describes an encoding. */
  public static EncodingFile of(Encoding encoding) {
    List<Architecture> probes = Sampler.of(encoding.space()).sample(PROBES, 0);
    return new EncodingFile(
        encoding.fields().stream().map(Part::of).toList(),
        encoding.offValue(),
        encoding.order(),
        probes.stream().map(ArchitectureJson::write).toList(),
        codes(encoding, probes));
  }

  /** The space of the encoding. */
  public SearchSpace space() {
    return architectures().get(0).space();
  }

  private List<Architecture> architectures() {
    return probes.stream().map(ArchitectureJson::read).toList();
  }

  /** Whether an encoding of the same space writes what the described one does. */
  public boolean writesAs(Encoding encoding) {
    return codes(encoding, architectures()).equals(codes);
  }

  private static String codes(Encoding encoding, List<Architecture> probes) {
    MessageDigest digest = Checksums.digest();
    for (Architecture a : probes) {
      float[] values = encoding.encode(a).values();
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
      bytes.asFloatBuffer().put(values);
      digest.update(bytes.array());
    }
    // Channels count too: codes of one architecture can be of one length and differ in shape.
    digest.update(Integer.toString(encoding.channels()).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Makes the encoding anew for its space, and its like for others, if it has the library's fields
   * alone.
   *
   * @return nothing if a field is the user's own
   */
  public Optional<Function<SearchSpace, Encoding>> rebuilt() {
    SearchSpace space = space();
    List<Made> made = new ArrayList<>();
    for (Part field : fields) {
      Optional<Made> one =
          Made.all()
              .filter(m -> m.in(space).map(Part::of).filter(field::equals).isPresent())
              .findFirst();
      if (one.isEmpty()) {
        return Optional.empty();
      }
      made.add(one.get());
    }
    Function<SearchSpace, Encoding> like = s -> like(space, made, s);
    return writesAs(like.apply(space)) ? Optional.of(like) : Optional.empty();
  }

  /** Fields that another space's one-hot code has and this one's has not come last. */
  private Encoding like(SearchSpace space, List<Made> made, SearchSpace other) {
    List<String> usual = names(Encoding.oneHot(space));
    List<String> own = fields.stream().map(Part::name).toList();
    List<Field> list = new ArrayList<>();
    List<String> usualThere = names(Encoding.oneHot(other));
    for (int i = 0; i < made.size(); i++) {
      boolean varies = usual.contains(own.get(i)) && !usualThere.contains(own.get(i));
      if (!varies) {
        made.get(i).in(other).ifPresent(list::add);
      }
    }
    for (Field field : Encoding.oneHot(other).fields()) {
      if (!usual.contains(field.name()) && !own.contains(field.name())) {
        list.add(field);
      }
    }
    Encoding plain = new Encoding(other, list).withOffValue(offValue);
    if (order.equals(Encoding.identity(order.size()))) {
      return plain;
    }
    if (plain.channels() != order.size()) {
      throw new IllegalArgumentException(
          "the encoding's order is of %d channels, and that of space %s has %d; load the network with its encoding as a function"
              .formatted(order.size(), other.name(), plain.channels()));
    }
    return plain.permuted(order);
  }

  private static List<String> names(Encoding encoding) {
    return encoding.fields().stream().map(Field::name).toList();
  }

  /** Fields with their channels, off-value and order, for example "read 5, write 5, dilation 3". */
  @Override
  public String toString() {
    String parts =
        String.join(", ", fields.stream().map(f -> f.name() + " " + f.labels().size()).toList());
    return parts
        + (offValue == 0 ? "" : ", off-value " + offValue)
        + (order.equals(Encoding.identity(order.size())) ? "" : ", order " + order);
  }

  /** One of the library's fields in one of its forms. */
  private record Made(Function<SearchSpace, Field> field, UnaryOperator<Field> form) {
    private static final List<Function<SearchSpace, Field>> FIELDS =
        List.of(
            Fields::read,
            Fields::write,
            Fields::dilation,
            Fields::kernel,
            Fields::groups,
            Fields::active,
            s -> Fields.gate(),
            Fields::activation,
            Fields::writing,
            Fields::pool,
            s -> Fields.block(),
            Fields::units,
            s -> Fields.start(),
            s -> Fields.depth(),
            Fields::fanIn,
            Fields::resolution);

    private static final UnaryOperator<Field> PLAIN = UnaryOperator.identity();

    static Stream<Made> all() {
      Stream<UnaryOperator<Field>> forms = Stream.of(PLAIN, Fields::ordinal, Fields::thermometer);
      return forms.flatMap(form -> FIELDS.stream().map(field -> new Made(field, form)));
    }

    /** Nothing if there is no such form of it. */
    Optional<Field> in(SearchSpace space) {
      Field plain = field.apply(space);
      return plain.options() == 0 && form != PLAIN
          ? Optional.empty()
          : Optional.of(form.apply(plain));
    }
  }
}
