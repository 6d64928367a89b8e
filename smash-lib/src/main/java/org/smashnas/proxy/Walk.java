package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.smashnas.arch.Architecture;
import org.smashnas.search.Candidate;
import org.smashnas.search.Scorer;
import org.smashnas.stop.Stop;
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
  private Candidate current;
  private int scored;

  Walk(Descent descent, Scorer scorer, ProxyGradient gradient, long seed) {
    this.descent = descent;
    this.scorer = scorer;
    this.gradient = gradient;
    this.seed = seed;
  }

  List<Descent.Step> run(Architecture start) {
    current = scorer.score(start, null, descent.name());
    if (!current.finite()) {
      throw new IllegalStateException(
          "architecture %s, where the walk starts, gives logits that are no finite numbers; train again with a lower learningRate"
              .formatted(start.id()));
    }
    steps.add(new Descent.Step(0, current, true));
    known.add(start);
    UpdateRule rule = descent.rule();
    int idle = 0;
    for (int round = 0; idle < IDLE && affordable(); round++) {
      int before = scored;
      Architecture from = current.architecture();
      List<UpdateRule.Move> moves = rule.propose(from, gradient, Seeds.of(seed, "round " + round));
      for (int i = 0; i < moves.size() && affordable(); i += rule.batch()) {
        boolean moved = score(moves.subList(i, Math.min(i + rule.batch(), moves.size())));
        if (moved && !rule.lasting()) {
          break;
        }
      }
      idle = scored == before ? idle + 1 : 0;
    }
    return steps;
  }

  /** Scores a batch and moves to its best; false if none is better. */
  private boolean score(List<UpdateRule.Move> batch) {
    Candidate best = current;
    for (UpdateRule.Move move : batch) {
      Optional<Architecture> next = move.from(current.architecture()).filter(known::add);
      if (next.isPresent() && affordable()) {
        scored++;
        Candidate candidate = scorer.score(next.get(), current.architecture().id(), descent.name());
        boolean better = descent.goal().order().compare(candidate, best) < 0;
        best = better ? candidate : best;
        steps.add(new Descent.Step(scored + gradient.spent(), candidate, better));
      }
    }
    boolean moved = !best.equals(current);
    current = best;
    return moved;
  }

  /** Whether one more score is within the limit, and no interrupt came. */
  private boolean affordable() {
    return scored + 1 + gradient.spent() <= descent.evaluations()
        && !Stop.requested(Thread.currentThread());
  }
}
