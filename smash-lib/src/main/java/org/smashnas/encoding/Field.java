package org.smashnas.encoding;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.smashnas.arch.OpSite;

/**
 * One named group of channels of an encoding: how an op's column fills it, and how an op is read
 * back from it.
 *
 * <p>The name says what the field tells of an op, whatever its form: decoding takes any readable
 * field "dilation" for what determines dilations.
 *
 * @param name the field's name, unique in its encoding
 * @param labels what each channel stands for; their number is the field's number of channels
 * @param writer fills the field's channels for one column; they hold the encoding's off-value
 *     before, 0 by default
 * @param reader takes what the channels of one column say of its op; called once a column
 * @param options channels a group, of which one is set or none, where the field is one-hot; 0 where
 *     it is not
 */
public record Field(
    String name,
    List<String> labels,
    BiConsumer<CodeColumn, float[]> writer,
    BiConsumer<float[], OpDraft> reader,
    int options) {
  /** Above it a channel counts as set when an encoding is read back. */
  static final float SET = 0.5f;

  static final BiConsumer<float[], OpDraft> NOT_READ = (values, op) -> {};

  public Field {
    labels = List.copyOf(labels);
    if (name.isBlank() || labels.isEmpty()) {
      throw new IllegalArgumentException(
          "field \"%s\" has %s channels; give a name and at least one"
              .formatted(name, labels.size()));
    }
    if (options < 0 || (options > 0 && labels.size() % options != 0)) {
      throw new IllegalArgumentException(
          "field \"%s\" has %d channels in groups of %d; give a divisor, or 0 if it is not one-hot"
              .formatted(name, labels.size(), options));
    }
  }

  /** A field that is not one-hot. */
  public Field(
      String name,
      List<String> labels,
      BiConsumer<CodeColumn, float[]> writer,
      BiConsumer<float[], OpDraft> reader) {
    this(name, labels, writer, reader, 0);
  }

  /**
   * A field of one's own, from which nothing is read back.
   *
   * @param channels number of channels, at least 1
   */
  public static Field of(String name, int channels, BiConsumer<CodeColumn, float[]> writer) {
    return of(name, channels, writer, NOT_READ);
  }

  /**
   * A field of one's own that decoding reads.
   *
   * @param name one of the library's fields' names if it is to stand for it, as "dilation"
   * @param channels number of channels, at least 1
   * @param reader calls the methods of {@link OpDraft} with what one column's channels say
   */
  public static Field of(
      String name,
      int channels,
      BiConsumer<CodeColumn, float[]> writer,
      BiConsumer<float[], OpDraft> reader) {
    List<String> labels = IntStream.range(0, channels).mapToObj(Integer::toString).toList();
    return new Field(name, labels, writer, reader);
  }

  /** Number of channels. */
  public int channels() {
    return labels.size();
  }

  /**
   * Has the writer fill one column; refuses what the HyperNet could not read.
   *
   * @param out the channels, holding the off-value
   */
  void write(CodeColumn column, float[] out) {
    OpSite site = column.site();
    String where = "field \"%s\", op %d of block %d".formatted(name, site.index(), site.block());
    try {
      writer.accept(column, out);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "%s: %s; the field has %s, so write no others, or give it more"
              .formatted(where, e.getMessage(), own()),
          e);
    }
    for (int i = 0; i < out.length; i++) {
      if (!Float.isFinite(out[i])) {
        throw new IllegalArgumentException(
            "%s: channel %d is %s; write finite numbers, best between -1 and 1"
                .formatted(where, i, out[i]));
      }
    }
  }

  private String own() {
    return channels() == 1
        ? "1 channel, out[0]"
        : "%d channels, out[0] to out[%d]".formatted(channels(), channels() - 1);
  }

  boolean readable() {
    return reader != NOT_READ;
  }
}
