package org.smashnas.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Corruption;
import org.smashnas.encoding.Corruption.Kind;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Field;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Progress;
import org.smashnas.train.Seeds;

/**
 * Whether the HyperNet listens: the error of architectures whose weights are generated from codes
 * with one field made wrong, against that with the true code (paper, section 4.2).
 *
 * @param architectures those to measure, at least 1, each once
 * @param kinds how fields are made wrong, at least one kind, each once; {@link Kind#NOISE} has a
 *     standard deviation of 1, as far as a set channel is from an unset one
 */
public record CorruptionStudy(List<Architecture> architectures, List<Kind> kinds) {
  /** The field's name in tables where all fields are made wrong at once. */
  public static final String ALL = "all";

  static final String FILE = "corruption.arrow";

  private static final double NOISE = 1;
  private static final int KEYS = 3;

  public CorruptionStudy {
    architectures = List.copyOf(architectures);
    kinds = List.copyOf(kinds);
    OneSpace.require("architectures", architectures, 1);
    OneSpace.require("kinds", kinds);
  }

  /** Each op gets another op's values, of the same architecture or of others. */
  public static CorruptionStudy of(List<Architecture> architectures) {
    return new CorruptionStudy(architectures, List.of(Kind.SHUFFLE, Kind.REDRAW));
  }

  /** The same with other kinds. */
  public CorruptionStudy withKinds(List<Kind> value) {
    return new CorruptionStudy(architectures, value);
  }

  /**
   * Measures every architecture with every field made wrong in every way, and with all fields made
   * wrong at once.
   *
   * <p>The table gets each row as soon as it is known; what is in it already is kept. An interrupt
   * ends the study after the evaluation in progress.
   *
   * @param encoding the network's own
   * @param scorer of the trained network
   * @param folder where corruption.arrow is
   * @param metadata what the table says of its run
   * @param conditions what the errors depend on, for example the data and the network's seed
   * @param progress hears of every evaluation
   * @param seed of the corruptions
   * @return all that the table has
   * @throws IllegalArgumentException if the table was made under other conditions
   */
  public Corruptions run(
      Encoding encoding,
      CodeScorer scorer,
      Path folder,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Progress progress,
      long seed) {
    try (var table =
        ResumableTable.open(
            folder.resolve(FILE), Corruptions.Row.class, KEYS, metadata, conditions)) {
      new CorruptionRun(this, encoding, scorer, table, new StudyProgress(progress), seed).run();
    }
    return Corruptions.read(folder);
  }

  /** The names in the column "field", in order. */
  static List<String> fields(Encoding encoding) {
    List<String> names = new ArrayList<>(encoding.fields().stream().map(Field::name).toList());
    names.add(ALL);
    return names;
  }

  /** The name in the column "kind". */
  static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The code with a field, or {@link #ALL} of them, made wrong. All fields of an architecture get
   * their values from the same ops: together they tell of ops that exist.
   */
  public static Embedding corrupted(
      Encoding encoding, Architecture architecture, String field, Kind kind, long seed) {
    long own = Seeds.of(seed, architecture.id() + " " + name(kind));
    if (!field.equals(ALL)) {
      return corruption(kind, field).apply(encoding, architecture, own);
    }
    Embedding code = encoding.encode(architecture);
    float[] values = code.values();
    for (Field f : encoding.fields()) {
      float[] wrong = corruption(kind, f.name()).apply(encoding, architecture, own).values();
      int plane = code.rows() * code.columns();
      for (int channel : encoding.places(f.name())) {
        System.arraycopy(wrong, channel * plane, values, channel * plane, plane);
      }
    }
    return new Embedding(code.channels(), code.rows(), code.columns(), values);
  }

  private static Corruption corruption(Kind kind, String field) {
    return kind == Kind.NOISE ? Corruption.noise(field, NOISE) : Corruption.of(kind, field);
  }
}
