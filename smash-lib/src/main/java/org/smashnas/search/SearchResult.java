package org.smashnas.search;

import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Architecture;
import org.smashnas.plot.Charts;
import tech.tablesaw.api.Table;

/**
 * What a search found, best first.
 *
 * @param ranked all candidates by score, ties by cross entropy; at least one
 */
public record SearchResult(List<Candidate> ranked) {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).thenComparingDouble(Candidate::crossEntropy);

  public SearchResult {
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException("the search scored no architecture; score at least one");
    }
    ranked = ranked.stream().sorted(BEST_FIRST).toList();
  }

  /** The architecture with the least error. */
  public Architecture best() {
    return ranked.get(0).architecture();
  }

  /** The architecture in the middle of the ranking. */
  public Architecture median() {
    return ranked.get(ranked.size() / 2).architecture();
  }

  /** The architecture with the most error. */
  public Architecture worst() {
    return ranked.get(ranked.size() - 1).architecture();
  }

  /** The score of one of the candidates, 0 to 1. */
  public double scoreOf(Architecture architecture) {
    return ranked.stream()
        .filter(c -> c.architecture().equals(architecture))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "architecture " + architecture.id() + " is none of the candidates"))
        .score();
  }

  /** Mean score of all candidates, 0 to 1. */
  public double meanScore() {
    return ranked.stream().mapToDouble(Candidate::score).average().orElseThrow();
  }

  /** All candidates, best first, one a row. */
  public Table table() {
    return CandidateTable.of(ranked);
  }

  /** Score against parameters, one point a candidate. */
  public XYChart plot() {
    return Charts.scatter(
        "SMASH score against size",
        "parameters",
        ranked.stream().mapToDouble(c -> c.architecture().parameters()).toArray(),
        "SMASH score (validation error)",
        ranked.stream().mapToDouble(Candidate::score).toArray());
  }

  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "%d architectures: validation error with generated weights %.1f%% at best, %.1f%% on"
            + " average, %.1f%% at worst",
        ranked.size(),
        100 * ranked.get(0).score(),
        100 * meanScore(),
        100 * ranked.get(ranked.size() - 1).score());
  }
}
