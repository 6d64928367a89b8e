package org.smashnas.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Neighbour;
import org.smashnas.proxy.Descent;
import org.smashnas.proxy.Prediction;
import org.smashnas.proxy.ProxyGradient;
import org.smashnas.search.Candidate;
import org.smashnas.stop.Stop;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import org.smashnas.train.Seeds;

/** One run of a {@link ProxyStudy}. */
final class ProxyRun {
  private final ProxyStudy study;
  private final ProxyStudy.Scores by;
  private final Progress progress;
  private final long seed;

  ProxyRun(ProxyStudy study, ProxyStudy.Scores by, Progress progress, long seed) {
    this.study = study;
    this.by = by;
    this.progress = progress;
    this.seed = seed;
  }

  void run(Ledger walks, Ledger steps, Ledger ends, Ledger predictions) {
    int total = study.starts().size() * study.descents().size();
    progress.begin("Gradient by proxy", total, "walks");
    String note = "stopped by an error; what was measured stays";
    int done = 0;
    try {
      for (Architecture start : study.starts()) {
        boolean whole = compare(start, predictions);
        for (Descent descent : study.descents()) {
          whole = whole && walk(start, descent, walks, steps, ends);
          if (!whole) {
            note = "interrupted; what was measured stays";
            return;
          }
          progress.advance(++done, descent.name());
        }
      }
      note = study.starts().size() + " starts";
    } finally {
      progress.end(note);
    }
  }

  /** False if an interrupt came before the walk was whole. */
  private boolean walk(
      Architecture start, Descent descent, Ledger walks, Ledger steps, Ledger ends) {
    if (walks.has(start.id(), descent.name(), seed)) {
      return true;
    }
    long own = Seeds.of(seed, start.id() + " " + descent.name());
    List<Descent.Step> found = descent.run(start, by.encoding(), by.scorer(), by.batches(), own);
    if (Stop.taken()) {
      return false;
    }
    for (int i = 0; i < found.size(); i++) {
      Descent.Step step = found.get(i);
      Candidate c = step.candidate();
      if (!steps.has(start.id(), descent.name(), seed, i)) {
        steps.append(
            start.id(),
            descent.name(),
            seed,
            i,
            step.evaluations(),
            c.architecture().id(),
            c.score(),
            c.crossEntropy(),
            step.moved());
      }
    }
    Candidate first = found.get(0).candidate();
    Candidate last = Descent.end(found);
    if (!ends.has(start.id(), descent.name(), seed)) {
      ends.append(start.id(), descent.name(), seed, ArchitectureJson.write(last.architecture()));
    }
    walks.append(
        start.id(),
        descent.name(),
        seed,
        found.get(found.size() - 1).evaluations(),
        first.score(),
        last.score(),
        first.crossEntropy(),
        last.crossEntropy());
    return true;
  }

  /** Predicted against true changes; false if an interrupt came before all were measured. */
  private boolean compare(Architecture start, Ledger table) {
    List<Neighbour> drawn = draw(start);
    List<Neighbour> missing =
        drawn.stream().filter(n -> !table.has(start.id(), n.architecture().id())).toList();
    if (missing.isEmpty()) {
      return true;
    }
    // First, since a network that computes no numbers has no gradient either.
    Evaluation before = by.scorer().evaluate(start).requireFinite("architecture " + start.id());
    List<Integer> all = IntStream.range(0, by.batches().parts()).boxed().toList();
    List<Prediction> predicted =
        new ProxyGradient(by.encoding(), by.batches(), all)
            .predict(start, missing.stream().map(Neighbour::architecture).toList(), true);
    for (int i = 0; i < missing.size(); i++) {
      if (Stop.taken()) {
        return false;
      }
      Neighbour n = missing.get(i);
      Evaluation after = by.scorer().evaluate(n.architecture());
      table.append(
          start.id(),
          n.architecture().id(),
          n.element(),
          predicted.get(i).code(),
          predicted.get(i).graph(),
          after.loss() - before.loss(),
          after.error() - before.error());
    }
    return true;
  }

  private List<Neighbour> draw(Architecture start) {
    List<Neighbour> all = Neighbour.of(start);
    SplittableRandom random = new SplittableRandom(Seeds.of(seed, start.id() + " neighbours"));
    Set<Neighbour> drawn = new LinkedHashSet<>();
    while (drawn.size() < Math.min(study.neighbours(), all.size())) {
      drawn.add(Neighbour.draw(all, random));
    }
    return new ArrayList<>(drawn);
  }
}
