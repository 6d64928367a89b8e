package org.smashnas.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.FailureTable;
import org.smashnas.search.SearchResult;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Progress;

/**
 * Whether scores tell true errors: some architectures are scored and trained normally (paper,
 * section 4.1).
 *
 * @param architectures those to compare, at least 3, each once
 * @param trainings normal trainings of each architecture, each with its own seed; the true error is
 *     their mean
 */
public record CorrelationStudy(List<Architecture> architectures, int trainings) {
  public CorrelationStudy {
    architectures = List.copyOf(architectures);
    OneSpace.require("architectures", architectures, RankCorrelation.LEAST);
    if (trainings < 1) {
      throw new IllegalArgumentException(
          "trainings is " + trainings + "; every architecture is trained once at least");
    }
  }

  /**
   * Architectures spread evenly over a ranking, from the best on, each trained once; the paper
   * takes every fifth of 250.
   *
   * @param found ranked architectures; of equal ones the first counts
   * @param count at least 3, at most all
   */
  public static CorrelationStudy of(SearchResult found, int count) {
    List<Architecture> ranked =
        found.ranked().stream().map(c -> c.architecture()).distinct().toList();
    if (count > ranked.size()) {
      throw new IllegalArgumentException(
          "%d architectures are wanted of a search that ranked %d different ones; score more, or train fewer"
              .formatted(count, ranked.size()));
    }
    return new CorrelationStudy(
        IntStream.range(0, count).mapToObj(i -> ranked.get(i * ranked.size() / count)).toList(), 1);
  }

  /** The same with so many trainings of each architecture. */
  public CorrelationStudy withTrainings(int value) {
    return new CorrelationStudy(architectures, value);
  }

  /**
   * Trains and scores all architectures, in an order drawn by the seed, so that what an interrupted
   * study has is still spread over the ranking.
   *
   * <p>The folder gets two tables, each row as soon as it is known: {@code measurements.arrow} has
   * every evaluation, {@code correlation.arrow} score and true error of each architecture. What is
   * in them already, from an earlier run or of another rater, is kept, and nothing is measured
   * twice: raters of one space share the true errors. An interrupt ends the study within a step.
   *
   * @param training gives true errors
   * @param rater gives scores
   * @param folder where the tables are
   * @param metadata what the tables say of their run
   * @param progress hears of every training and score
   * @param seed of the trainings and their order
   * @return all that the folder's tables have, of this rater and others
   * @throws IllegalArgumentException if the tables were made under other conditions
   */
  public Correlation run(
      NormalTraining training,
      ScoringNetwork rater,
      Path folder,
      Map<String, String> metadata,
      Progress progress,
      long seed) {
    Map<String, String> conditions = new TreeMap<>(training.conditions());
    conditions.put("regime_" + rater.regime(), rater.about());
    try (var measured =
            ResumableTable.open(
                folder.resolve(EvaluationRow.FILE),
                EvaluationRow.class,
                EvaluationRow.KEYS,
                metadata,
                conditions);
        var pairings = PairingTable.open(folder, metadata, conditions, trainings);
        var failures = FailureTable.beside(folder.resolve(PairingTable.FILE))) {
      new CorrelationRun(
              this,
              training,
              rater,
              measured,
              pairings,
              failures,
              new StudyProgress(progress),
              seed)
          .run();
    }
    return Correlation.read(folder);
  }
}
