package org.smashnas.study;

import java.util.List;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;

/**
 * An architecture with a score and its true error: a row of correlation.arrow.
 *
 * @param architecture the architecture's id
 * @param regime the condition under which the scoring network was trained
 * @param hypernetSeed the seed of its training
 * @param score with generated weights, on the validation examples
 * @param trainings with free weights, on the test examples; one or more, each with its own seed
 * @param parameters free weights
 * @param multiplyAdds for one input
 */
public record Pairing(
    String architecture,
    String regime,
    long hypernetSeed,
    Evaluation score,
    List<Evaluation> trainings,
    long parameters,
    long multiplyAdds) {
  public Pairing {
    trainings = List.copyOf(trainings);
    if (trainings.isEmpty()) {
      throw new IllegalArgumentException(
          "architecture " + architecture + " has a score and no training; train it once at least");
    }
  }

  /** Validation error with generated weights, 0 to 1. */
  public double smashScore() {
    return score.error();
  }

  /** Test error after normal training, 0 to 1, the mean over the trainings. */
  public double trueError() {
    return trainings.stream().mapToDouble(Evaluation::error).average().orElseThrow();
  }

  /** The same with the score's first examples only, and without its cross entropy. */
  Pairing onExamples(int examples) {
    Outcomes first = score.outcomes().first(examples);
    return new Pairing(
        architecture,
        regime,
        hypernetSeed,
        new Evaluation(first.error(), Double.NaN, examples, first),
        trainings,
        parameters,
        multiplyAdds);
  }

  /** The same with the first trainings only. */
  Pairing ofTrainings(int count) {
    if (count < 1 || count > trainings.size()) {
      throw new IllegalArgumentException(
          "%d trainings are wanted of architecture %s, which has %d; take 1 to %d of them"
              .formatted(count, architecture, trainings.size(), trainings.size()));
    }
    return new Pairing(
        architecture,
        regime,
        hypernetSeed,
        score,
        trainings.subList(0, count),
        parameters,
        multiplyAdds);
  }
}
