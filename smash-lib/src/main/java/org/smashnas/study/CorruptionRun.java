package org.smashnas.study;

import java.util.Locale;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Corruption.Kind;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.stop.Stop;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Evaluation;

/** One run of a corruption study. */
record CorruptionRun(
    CorruptionStudy study,
    Encoding encoding,
    CodeScorer scorer,
    ResumableTable<Corruptions.Row> table,
    StudyProgress progress,
    long seed) {
  void run() {
    int architectures = study.architectures().size();
    int fields = CorruptionStudy.fields(encoding).size();
    progress.run(
        "Corruption study",
        architectures * fields * study.kinds().size(),
        "false codes",
        () -> study.architectures().stream().allMatch(this::measure),
        () -> architectures + " architectures measured");
  }

  /** False if an interrupt came before the architecture had all its measurements. */
  private boolean measure(Architecture a) {
    Truth clean = null;
    for (Kind kind : study.kinds()) {
      for (String field : CorruptionStudy.fields(encoding)) {
        Corruptions.Row row = table.get(a.id(), field, CorruptionStudy.name(kind));
        if (row != null) {
          clean = new Truth(row.cleanError(), row.cleanCrossEntropy());
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
            String.format(Locale.ROOT, "%s, true code %.1f%%", field, 100 * clean.error()));
      }
    }
    return true;
  }

  private void add(Architecture a, String field, Kind kind, Truth clean) {
    Embedding code = CorruptionStudy.corrupted(encoding, a, field, kind, seed);
    Evaluation corrupted = scorer.evaluate(a, code);
    table.append(
        new Corruptions.Row(
            a.id(),
            field,
            CorruptionStudy.name(kind),
            clean.error(),
            corrupted.error(),
            clean.loss(),
            corrupted.loss()));
  }

  /** What the true code gave, measured now or read back. */
  private record Truth(double error, double loss) {}
}
