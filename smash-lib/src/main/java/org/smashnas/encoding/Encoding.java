package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;

/**
 * How architectures of a space become the tensor c that the HyperNet reads (paper, section 3.2 and
 * appendix B): named fields, one below the other along the channels.
 *
 * @param space the architectures' space
 * @param fields the fields in channel order, with different names
 */
public record Encoding(SearchSpace space, List<Field> fields) {
  public Encoding {
    fields = List.copyOf(fields);
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
  }

  /**
   * The paper's one-hot code: banks read, banks written, dilation; for a space whose ops vary in
   * more, also kernel, groups, active convolutions, gate, activation, block and units (authors'
   * code), and the start of each op (ours, which makes it invertible).
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
        || space.activations().size() > 1;
  }

  /** This encoding and one more field, last. */
  public Encoding with(Field field) {
    List<Field> more = new ArrayList<>(fields);
    more.add(field);
    return new Encoding(space, more);
  }

  /** This encoding without one field. */
  public Encoding without(String name) {
    List<Field> rest = new ArrayList<>(fields);
    rest.remove(indexOf(name));
    return new Encoding(space, rest);
  }

  /** This encoding with another field in the place of one. */
  public Encoding replace(String name, Field field) {
    List<Field> changed = new ArrayList<>(fields);
    changed.set(indexOf(name), field);
    return new Encoding(space, changed);
  }

  /** The field of this name; throws if there is none. */
  public Field field(String name) {
    return fields.get(indexOf(name));
  }

  /** C: channels of all fields together. */
  public int channels() {
    return fields.stream().mapToInt(Field::channels).sum();
  }

  /** The first channel of a field. */
  public int offset(String name) {
    return fields.subList(0, indexOf(name)).stream().mapToInt(Field::channels).sum();
  }

  private int indexOf(String name) {
    List<String> names = fields.stream().map(Field::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException("no field \"" + name + "\"; the encoding has " + names);
    }
    return names.indexOf(name);
  }

  /** The architecture's embedding, of shape (1, C, R, L). */
  public Embedding encode(Architecture architecture) {
    if (!architecture.space().equals(space)) {
      throw new IllegalArgumentException(
          "the architecture is of another space than the encoding; both must be of space "
              + space.name()
              + " with the same limits");
    }
    int rows = space.rows();
    int columns = architecture.columns();
    float[] values = new float[channels() * rows * columns];
    for (OpSite site : architecture.sites()) {
      for (int i = 0; i < site.columns(); i++) {
        int channel = 0;
        for (Field field : fields) {
          float[] out = new float[field.channels()];
          field.writer().accept(new CodeColumn(site, i), out);
          for (float value : out) {
            for (int r = 0; r < site.rows(); r++) {
              values[(channel * rows + r) * columns + site.column() + i] = value;
            }
            channel++;
          }
        }
      }
    }
    return new Embedding(channels(), rows, columns, values);
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
}
