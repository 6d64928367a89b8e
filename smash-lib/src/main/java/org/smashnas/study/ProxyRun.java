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
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Seeds;

/** One run of a {@link ProxyStudy}. */
record ProxyRun(
    ProxyStudy study,
    ProxyStudy.Scores by,
    ResumableTable<ProxyWalks.Walk> walks,
    ResumableTable<ProxyWalks.Step> steps,
    ResumableTable<ProxyWalks.End> ends,
    ResumableTable<ProxyPredictions.Row> predictions,
    StudyProgress progress,
    long seed) {
  void run() {
    progress.run(
        "Gradient by proxy",
        study.starts().size() * study.descents().size(),
        "walks",
        () -> study.starts().stream().allMatch(s -> compare(s) && walk(s)),
        () -> study.starts().size() + " starts");
  }

  private boolean walk(Architecture start) {
    return study.descents().stream().allMatch(d -> walk(start, d));
  }

  /** False if an interrupt came before the walk was whole. */
  private boolean walk(Architecture start, Descent descent) {
    if (walks.has(start.id(), descent.name(), seed)) {
      progress.advance(descent.name());
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
            new ProxyWalks.Step(
                start.id(),
                descent.name(),
                seed,
                i,
                step.evaluations(),
                c.architecture().id(),
                c.score(),
                c.crossEntropy(),
                step.moved()));
      }
    }
    Candidate first = found.get(0).candidate();
    Candidate last = Descent.end(found);
    if (!ends.has(start.id(), descent.name(), seed)) {
      String json = ArchitectureJson.write(last.architecture());
      ends.append(new ProxyWalks.End(start.id(), descent.name(), seed, json));
    }
    walks.append(
        new ProxyWalks.Walk(
            start.id(),
            descent.name(),
            seed,
            found.get(found.size() - 1).evaluations(),
            first.score(),
            last.score(),
            first.crossEntropy(),
            last.crossEntropy()));
    progress.advance(descent.name());
    return true;
  }

  /** Predicted against true changes; false if an interrupt came before all were measured. */
  private boolean compare(Architecture start) {
    List<Neighbour> drawn = draw(start);
    List<Neighbour> missing =
        drawn.stream().filter(n -> !predictions.has(start.id(), n.architecture().id())).toList();
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
      predictions.append(
          new ProxyPredictions.Row(
              start.id(),
              n.architecture().id(),
              n.element(),
              predicted.get(i).code(),
              predicted.get(i).graph(),
              after.loss() - before.loss(),
              after.error() - before.error()));
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
