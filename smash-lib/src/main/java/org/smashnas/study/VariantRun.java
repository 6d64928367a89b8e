package org.smashnas.study;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Corruption.Kind;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.stop.Stop;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

/** One run of a study of variants, for one of them. */
final class VariantRun {
  private static final int ENCODING_ID = 4;

  private final VariantStudy study;
  private final String name;
  private final Encoding encoding;
  private final String id;
  private final Ledger table;
  private final Supplier<Progress> reports;
  private final long seed;
  private boolean stopped;

  /**
   * @param id tells the encoding from others of its name
   */
  VariantRun(
      VariantStudy study,
      String name,
      Encoding encoding,
      String id,
      Ledger table,
      Supplier<Progress> reports,
      long seed) {
    this.study = study;
    this.name = name;
    this.encoding = encoding;
    this.id = id;
    this.table = table;
    this.reports = reports;
    this.seed = seed;
  }

  void run(VariantStudy.Training training) {
    for (long net : study.seeds()) {
      List<Architecture> missing = missing(net);
      if (!missing.isEmpty()) {
        boolean trained = training.train(net, scorer -> measure(net, missing, scorer));
        if (!trained || stopped) {
          return;
        }
      }
    }
  }

  private List<Architecture> missing(long net) {
    for (Architecture a : study.architectures()) {
      Object[] row = table.get(name, net, a.id());
      if (row != null && !row[ENCODING_ID].equals(id)) {
        throw new IllegalArgumentException(
            "the table has a variant \"%s\" whose encoding was another; give this one another name"
                .formatted(name));
      }
    }
    return study.architectures().stream().filter(a -> !table.has(name, net, a.id())).toList();
  }

  private void measure(long net, List<Architecture> missing, CodeScorer scorer) {
    int done = 0;
    Progress progress = reports.get();
    progress.begin("Variant \"%s\", seed %d".formatted(name, net), missing.size(), "architectures");
    String note = "stopped by an error; what was measured stays";
    try {
      for (Architecture a : missing) {
        if (Stop.taken()) {
          stopped = true;
          note = "interrupted; what was measured stays";
          return;
        }
        Evaluation clean =
            scorer.evaluate(a, encoding.encode(a)).requireFinite("architecture " + a.id());
        Embedding lie =
            CorruptionStudy.corrupted(encoding, a, CorruptionStudy.ALL, Kind.REDRAW, seed);
        Evaluation corrupted = scorer.evaluate(a, lie);
        table.append(
            name,
            net,
            a.id(),
            encoding.channels(),
            id,
            clean.error(),
            corrupted.error(),
            clean.loss(),
            corrupted.loss(),
            study.trueErrors().get(a.id()),
            a.multiplyAdds());
        progress.advance(
            ++done,
            String.format(
                Locale.ROOT,
                "true code %.1f%%, false %.1f%%",
                100 * clean.error(),
                100 * corrupted.error()));
      }
      note = done + " architectures measured";
    } finally {
      progress.end(note);
    }
  }
}
