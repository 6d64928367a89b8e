package org.smashnas.study;

import java.util.Locale;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Corruption.Kind;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.stop.Stop;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

/** One run of a corruption study. */
final class CorruptionRun {
  private final CorruptionStudy study;
  private final Encoding encoding;
  private final CodeScorer scorer;
  private final Ledger table;
  private final Progress progress;
  private final long seed;
  private int done;

  CorruptionRun(
      CorruptionStudy study,
      Encoding encoding,
      CodeScorer scorer,
      Ledger table,
      Progress progress,
      long seed) {
    this.study = study;
    this.encoding = encoding;
    this.scorer = scorer;
    this.table = table;
    this.progress = progress;
    this.seed = seed;
  }

  void run() {
    int fields = CorruptionStudy.fields(encoding).size();
    int total = study.architectures().size() * fields * study.kinds().size();
    progress.begin("Corruption study", total, "false codes");
    String note = "stopped by an error; what was measured stays";
    try {
      note =
          study.architectures().stream().allMatch(this::measure)
              ? study.architectures().size() + " architectures measured"
              : "interrupted; what was measured stays";
    } finally {
      progress.end(note);
    }
  }

  /** False if an interrupt came before the architecture had all its measurements. */
  private boolean measure(Architecture a) {
    Truth clean = null;
    for (Kind kind : study.kinds()) {
      for (String field : CorruptionStudy.fields(encoding)) {
        Object[] row = table.get(a.id(), field, CorruptionStudy.name(kind));
        if (row != null) {
          clean = new Truth((Double) row[3], Ledger.orNaN(row[5]));
        } else if (Stop.taken()) {
          return false;
        } else {
          if (clean == null) {
            Evaluation truth =
                scorer.evaluate(a, encoding.encode(a)).requireFinite("architecture " + a.id());
            clean = new Truth(truth.error(), truth.loss());
          }
          add(a, field, kind, clean);
        }
        progress.advance(
            ++done, String.format(Locale.ROOT, "%s, true code %.1f%%", field, 100 * clean.error()));
      }
    }
    return true;
  }

  private void add(Architecture a, String field, Kind kind, Truth clean) {
    Embedding code = CorruptionStudy.corrupted(encoding, a, field, kind, seed);
    Evaluation corrupted = scorer.evaluate(a, code);
    table.append(
        a.id(),
        field,
        CorruptionStudy.name(kind),
        clean.error(),
        corrupted.error(),
        clean.loss(),
        corrupted.loss());
  }

  /** What the true code gave, measured now or read back. */
  private record Truth(double error, double loss) {}
}
