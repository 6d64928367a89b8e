package org.smashnas.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Architecture;
import org.smashnas.plot.Charts;
import tech.tablesaw.api.Table;

/**
 * What a search found, best first.
 *
 * @param scored all candidates in the order of the search; none only of one that was killed before
 *     its first row, and then only {@link #table} and {@link #pareto} work
 * @param ranked the same by score, ties by cross entropy
 */
public record SearchResult(List<Candidate> scored, List<Candidate> ranked) {
  public SearchResult {
    scored = List.copyOf(scored);
    ranked = scored.stream().sorted(Trail.BEST_FIRST).toList();
  }

  /** Ranks candidates. */
  public SearchResult(List<Candidate> scored) {
    this(scored, List.of());
  }

  /**
   * The candidates in a search's table, whole or as a crash left it.
   *
   * @throws IllegalArgumentException if it is no search's table, or a row contradicts itself
   * @throws java.io.UncheckedIOException if it cannot be read or is damaged
   */
  public static SearchResult read(Path table) {
    return new SearchResult(CandidateTable.read(table));
  }

  /**
   * Only what one stage found, for example "random".
   *
   * @throws IllegalArgumentException if the stage has no candidate
   */
  public SearchResult ofStage(String stage) {
    List<Candidate> those = scored.stream().filter(c -> c.stage().equals(stage)).toList();
    if (those.isEmpty()) {
      throw new IllegalArgumentException(
          "no candidate of stage \"%s\"; there are those of %s"
              .formatted(stage, ranked.stream().map(Candidate::stage).distinct().toList()));
    }
    return new SearchResult(those);
  }

  /**
   * The architecture with the least error.
   *
   * @throws IllegalStateException if no candidate's logits are finite numbers
   */
  public Architecture best() {
    List<Candidate> some = some();
    if (speechless() == some.size()) {
      throw new IllegalStateException(
          "none of the %d candidates gives logits that are finite numbers; train the network again with a lower learningRate"
              .formatted(some.size()));
    }
    return some.get(0).architecture();
  }

  private List<Candidate> some() {
    if (ranked.isEmpty()) {
      throw new IllegalStateException(
          "the search has not scored an architecture yet; resume it until it has one");
    }
    return ranked;
  }

  /** Candidates whose logits are no finite numbers, or not known, which are last. */
  private long speechless() {
    return ranked.stream().filter(c -> !c.finite()).count();
  }

  /** The architecture in the middle of the ranking. */
  public Architecture median() {
    return some().get(ranked.size() / 2).architecture();
  }

  /** The architecture with the most error. */
  public Architecture worst() {
    return some().get(ranked.size() - 1).architecture();
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
    return some().stream().mapToDouble(Candidate::score).average().orElseThrow();
  }

  /** All candidates, best first, one a row. */
  public Table table() {
    return CandidateTable.of(ranked);
  }

  /** The Pareto front of score against parameters: see {@link #pareto(ToLongFunction)}. */
  public List<Candidate> pareto() {
    return pareto(Architecture::parameters);
  }

  /**
   * The Pareto front: the candidates of which no other is at least as cheap and at least as good,
   * and better in one of the two; of equals, the one that ranks first.
   *
   * @param cost for example {@code Architecture::multiplyAdds}
   * @return by ascending cost and therefore descending score
   */
  public List<Candidate> pareto(ToLongFunction<Architecture> cost) {
    List<Candidate> front = new ArrayList<>();
    // The sort keeps the ranking among equal costs, so the first of each is its best.
    List<Candidate> cheapestFirst =
        ranked.stream()
            .sorted(Comparator.comparingLong(c -> cost.applyAsLong(c.architecture())))
            .toList();
    for (Candidate c : cheapestFirst) {
      if (front.isEmpty() || c.score() < front.get(front.size() - 1).score()) {
        front.add(c);
      }
    }
    return List.copyOf(front);
  }

  /**
   * The Pareto front by several objectives, and how the search came to it.
   *
   * @param objectives at least 2
   * @throws IllegalArgumentException if there are fewer, or no architecture is scored yet
   */
  public Front front(List<Objective> objectives) {
    return Front.of(scored, objectives);
  }

  /**
   * What the scores hang on: see {@link Importance}.
   *
   * @param seed of the forests
   * @throws IllegalArgumentException if there are fewer than 10 candidates
   */
  public Importance importance(long seed) {
    return Importance.of(this, seed);
  }

  /** What the best fifth of the candidates has, and the worst. */
  public Fifths fifths() {
    return Fifths.of(this);
  }

  /** Score against parameters, one point a candidate. */
  public XYChart plot() {
    return Charts.scatter(
        "SMASH score against size",
        "parameters",
        some().stream().mapToDouble(c -> c.architecture().parameters()).toArray(),
        "SMASH score (validation error)",
        ranked.stream().mapToDouble(Candidate::score).toArray());
  }

  @Override
  public String toString() {
    if (ranked.isEmpty()) {
      return "no architecture scored yet";
    }
    long failed = ranked.stream().filter(Candidate::failed).count();
    long speechless = speechless() - failed;
    String lost =
        (speechless == 0 ? "" : ", %d with logits that are no finite numbers".formatted(speechless))
            + (failed == 0 ? "" : ", %d that could not be scored".formatted(failed));
    return String.format(
        java.util.Locale.ROOT,
        "%d architectures%s: validation error with generated weights %.1f%% at best, %.1f%% on"
            + " average, %.1f%% at worst",
        ranked.size(),
        lost,
        100 * ranked.get(0).score(),
        100 * meanScore(),
        100 * ranked.get(ranked.size() - 1).score());
  }
}
