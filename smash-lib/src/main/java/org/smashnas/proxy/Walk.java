package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.smashnas.arch.Architecture;
import org.smashnas.search.Candidate;
import org.smashnas.search.Scorer;
import org.smashnas.train.Seeds;

/** One run of a {@link Descent}. */
final class Walk {
  /** Calls of the rule in a row that may bring nothing new before a walk ends. */
  private static final int IDLE = 20;

  private final Descent descent;
  private final Scorer scorer;
  private final ProxyGradient gradient;
  private final long seed;
  private final List<Descent.Step> steps = new ArrayList<>();
  private final Set<Architecture> known = new HashSet<>();
  private int scored;

  Walk(Descent descent, Scorer scorer, ProxyGradient gradient, long seed) {
    this.descent = descent;
    this.scorer = scorer;
    this.gradient = gradient;
    this.seed = seed;
  }

  List<Descent.Step> run(Architecture start) {
    Candidate current = scorer.score(start, null, descent.name());
    steps.add(new Descent.Step(0, current, true));
    known.add(start);
    int idle = 0;
    for (int round = 0; idle < IDLE && affordable(); round++) {
      Architecture from = current.architecture();
      long own = Seeds.of(seed, "round " + round);
      List<Architecture> fresh =
          descent.rule().propose(from, gradient, own).stream()
              .filter(a -> !known.contains(a))
              .distinct()
              .toList();
      Candidate next = current;
      for (int i = 0; next.equals(current) && i < fresh.size() && affordable(); i += batch()) {
        next = best(current, fresh.subList(i, Math.min(i + batch(), fresh.size())));
      }
      current = next;
      idle = fresh.isEmpty() ? idle + 1 : 0;
    }
    return steps;
  }

  /** The best of a batch, or the current one if none is better. */
  private Candidate best(Candidate current, List<Architecture> batch) {
    Candidate best = current;
    for (Architecture next : batch) {
      if (!affordable()) {
        break;
      }
      known.add(next);
      scored++;
      Candidate candidate = scorer.score(next, current.architecture().id(), descent.name());
      boolean better = descent.goal().order().compare(candidate, best) < 0;
      best = better ? candidate : best;
      steps.add(new Descent.Step(scored + gradient.spent(), candidate, better));
    }
    return best;
  }

  private int batch() {
    return descent.rule().batch();
  }

  /** Whether one more score is within the limit, and no interrupt came. */
  private boolean affordable() {
    return scored + 1 + gradient.spent() <= descent.evaluations()
        && !Thread.currentThread().isInterrupted();
  }
}
