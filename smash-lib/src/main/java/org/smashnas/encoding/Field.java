package org.smashnas.encoding;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * One named group of channels of an encoding: how an op's column fills it, and how an op is read
 * back from it.
 *
 * @param name the field's name, unique in its encoding
 * @param labels what each channel stands for; their number is the field's number of channels
 * @param writer fills the field's channels for one column; they are 0 before
 * @param reader takes what the channels of one column say of its op; called once a column
 */
public record Field(
    String name,
    List<String> labels,
    BiConsumer<CodeColumn, float[]> writer,
    BiConsumer<float[], OpDraft> reader) {
  public Field {
    labels = List.copyOf(labels);
    if (name.isBlank() || labels.isEmpty()) {
      throw new IllegalArgumentException(
          "field \""
              + name
              + "\" has "
              + labels.size()
              + " channels; give a name and at least one");
    }
  }

  /**
   * A field of one's own, from which nothing is read back.
   *
   * @param channels number of channels, at least 1
   */
  public static Field of(String name, int channels, BiConsumer<CodeColumn, float[]> writer) {
    List<String> labels = IntStream.range(0, channels).mapToObj(Integer::toString).toList();
    return new Field(name, labels, writer, (values, op) -> {});
  }

  /** Number of channels. */
  public int channels() {
    return labels.size();
  }
}
