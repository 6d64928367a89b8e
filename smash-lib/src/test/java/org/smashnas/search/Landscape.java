package org.smashnas.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.smashnas.Budget;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.train.Evaluation;

/** A known score that costs nothing: the mean size of an architecture's ops, small is good. */
final class Landscape implements Scorer {
  /** Networks of a few ops, as at the laptop budget. */
  static final SearchSpace SPACE = Budget.laptop().limit(SearchSpace.v2());

  /** How often each architecture was scored. */
  final Map<Architecture, Integer> scored = new HashMap<>();

  /** After so many scores the thread is interrupted, as a notebook's stop button does it. */
  int interruptAfter = Integer.MAX_VALUE;

  private int count;

  @Override
  public Evaluation evaluate(Architecture architecture) {
    scored.merge(architecture, 1, Integer::sum);
    if (++count == interruptAfter) {
      Thread.currentThread().interrupt();
    }
    List<OpSite> sites = architecture.sites();
    double error = sites.stream().mapToDouble(s -> size(s.op())).average().orElseThrow();
    return new Evaluation(error, error, 100);
  }

  int count() {
    return count;
  }

  /** Mean units of the ops, as a share of the most: half of what a score is made of. */
  static double width(Architecture architecture) {
    return architecture.sites().stream()
        .mapToDouble(s -> 0.5 * s.op().units() / SPACE.maxUnits())
        .average()
        .orElseThrow();
  }

  private static double size(Op op) {
    double taps =
        op.convs().stream().filter(Conv::active).mapToInt(Conv::taps).average().orElseThrow();
    return 0.5 * taps / 25 + 0.5 * op.units() / SPACE.maxUnits();
  }
}
