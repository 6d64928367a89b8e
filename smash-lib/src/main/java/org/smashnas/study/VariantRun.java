package org.smashnas.study;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Corruption.Kind;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.stop.Stop;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

/**
 * One run of a study of variants, for one of them.
 *
 * @param id tells the encoding from others of its name
 * @param reports makes a report of each network's measurements
 */
record VariantRun(
    VariantStudy study,
    String name,
    Encoding encoding,
    String id,
    ResumableTable<Variants.Row> table,
    Supplier<Progress> reports,
    long seed) {
  void run(VariantStudy.Training training) {
    for (long net : study.seeds()) {
      List<Architecture> missing = missing(net);
      if (!missing.isEmpty()
          && !(training.train(net, scorer -> measure(net, missing, scorer))
              && missing(net).isEmpty())) {
        return;
      }
    }
  }

  private List<Architecture> missing(long net) {
    for (Architecture a : study.architectures()) {
      Variants.Row row = table.get(name, net, a.id());
      if (row != null && !row.encodingId().equals(id)) {
        throw new IllegalArgumentException(
            "the table has a variant \"%s\" whose encoding was another; give this one another name"
                .formatted(name));
      }
    }
    return study.architectures().stream().filter(a -> !table.has(name, net, a.id())).toList();
  }

  private void measure(long net, List<Architecture> missing, CodeScorer scorer) {
    StudyProgress progress = new StudyProgress(reports.get());
    progress.run(
        "Variant \"%s\", seed %d".formatted(name, net),
        missing.size(),
        "architectures",
        () -> missing.stream().allMatch(a -> measure(net, a, scorer, progress)),
        () -> missing.size() + " architectures measured");
  }

  /** False if an interrupt came first. */
  private boolean measure(long net, Architecture a, CodeScorer scorer, StudyProgress progress) {
    if (Stop.taken()) {
      return false;
    }
    Evaluation clean =
        scorer.evaluate(a, encoding.encode(a)).requireFinite("architecture " + a.id());
    Embedding lie = CorruptionStudy.corrupted(encoding, a, CorruptionStudy.ALL, Kind.REDRAW, seed);
    Evaluation corrupted = scorer.evaluate(a, lie);
    table.append(
        new Variants.Row(
            name,
            net,
            a.id(),
            encoding.channels(),
            id,
            clean.error(),
            corrupted.error(),
            clean.loss(),
            corrupted.loss(),
            study.trueErrors().getOrDefault(a.id(), Double.NaN),
            a.multiplyAdds()));
    progress.advance(
        String.format(
            Locale.ROOT,
            "true code %.1f%%, false %.1f%%",
            100 * clean.error(),
            100 * corrupted.error()));
    return true;
  }
}
