package org.smashnas.study;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Encoding;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Progress;

/**
 * What the form of the encoding does: SMASH networks that differ in nothing else, measured on the
 * same architectures (the encoding: paper, section 3.2 and appendix B; false codes: section 4.2).
 *
 * @param architectures those to measure, at least 3, each once
 * @param seeds one for each SMASH network of a variant, at least one, each once
 * @param trueErrors what the scores are compared with, by the architectures' ids: of all, or of
 *     none
 * @param truth where the true errors are from, in words; empty where there are none
 */
public record VariantStudy(
    List<Architecture> architectures,
    List<Long> seeds,
    Map<String, Double> trueErrors,
    String truth) {
  static final String FILE = "variants.arrow";
  private static final int KEYS = 3;

  /** How a variant's SMASH network of one seed is trained. */
  @FunctionalInterface
  public interface Training {
    /**
     * Trains a network to the end, lends what measures it, and frees both.
     *
     * @param use is called once, unless an interrupt ended training early
     * @return whether training was complete
     */
    boolean train(long seed, Consumer<CodeScorer> use);
  }

  public VariantStudy {
    architectures = List.copyOf(architectures);
    seeds = List.copyOf(seeds);
    trueErrors = Map.copyOf(trueErrors);
    OneSpace.require("architectures", architectures, RankCorrelation.LEAST);
    OneSpace.require("seeds", seeds);
    for (Architecture a : architectures) {
      if (!trueErrors.isEmpty() && !trueErrors.containsKey(a.id())) {
        throw new IllegalArgumentException(
            "the study has true errors, but none of architecture %s; give those of all, or none"
                .formatted(a.id()));
      }
    }
  }

  /** Without true errors. */
  public VariantStudy(List<Architecture> architectures, List<Long> seeds) {
    this(architectures, seeds, Map.of(), "");
  }

  /**
   * Measures the networks that were trained by a schedule, and compares with what their first
   * trainings came to.
   *
   * @param truths of the study's space and conditions: {@link Truths#forStudy}
   */
  public static VariantStudy against(Truths truths, String schedule, List<Long> seeds) {
    return new VariantStudy(
        truths.study(schedule).architectures(),
        seeds,
        truths.errors(schedule),
        truths.about(schedule));
  }

  /**
   * Measures one variant: each architecture's error and cross entropy with the true code, and with
   * all fields redrawn from ops of other architectures ({@link CorruptionStudy#ALL}).
   *
   * <p>All architectures are encoded first, so that a faulty encoding fails before anything is
   * trained. The table gets each row as soon as it is known; what is in it already is kept, and no
   * network is trained whose rows are all there. An interrupt ends the study after the step in
   * progress.
   *
   * @param name what tables call the variant
   * @param encoding of the architectures' space
   * @param beside what else the variant has otherwise, in words; empty for nothing
   * @param folder where variants.arrow is
   * @param metadata what the table says of its run
   * @param conditions what errors depend on besides encoding and seed, for example the data
   * @param progress makes a report of each network's measurements
   * @param seed of the false codes
   * @return all that the table has, of this variant and others
   * @throws IllegalArgumentException if the encoding fails, if the table has another encoding under
   *     this name, if it was made under other conditions, or by a version that noted no cross
   *     entropies, which only new training could add
   */
  public Variants run(
      String name,
      Encoding encoding,
      String beside,
      Training training,
      Path folder,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Supplier<Progress> progress,
      long seed) {
    String id = id(encoding, beside);
    Map<String, String> all = new TreeMap<>(conditions);
    List<String> ids = architectures.stream().map(Architecture::id).toList();
    all.put("architectures", "%d, hash %08x".formatted(ids.size(), ids.hashCode()));
    if (!trueErrors.isEmpty()) {
      all.put(Truths.CONDITION, truth);
      List<Double> errors = ids.stream().map(trueErrors::get).toList();
      all.put(
          Truths.CONDITION + "_hash", "%d, hash %08x".formatted(errors.size(), errors.hashCode()));
    }
    Path file = folder.resolve(FILE);
    try (var table = ResumableTable.open(file, Variants.Row.class, KEYS, metadata, all)) {
      new VariantRun(this, name, encoding, id, table, progress, seed).run(training);
    }
    return Variants.read(folder);
  }

  /** Tells encodings apart by what they say of the architectures, which no lambda's name would. */
  private String id(Encoding encoding, String beside) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Architecture a : architectures) {
        float[] values = encoding.encode(a).values();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
      }
      digest.update(beside.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
