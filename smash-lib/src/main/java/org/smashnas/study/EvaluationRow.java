package org.smashnas.study;

import org.smashnas.arch.Architecture;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;

/**
 * One evaluation of a correlation study, of true error or score: a row of measurements.arrow, which
 * a study goes on from.
 *
 * @param source {@link #TRAINING}, or the regime whose score it is
 * @param wrong one bit an example, 1 if misclassified, in Base64; null if that was not noted
 */
record EvaluationRow(
    String architectureId,
    String source,
    long seed,
    double error,
    double crossEntropy,
    int examples,
    String wrong) {
  static final String FILE = "measurements.arrow";
  static final int KEYS = 3;

  /** The source of true errors. */
  static final String TRAINING = "training";

  EvaluationRow {
    double counted = evaluation(error, crossEntropy, examples, wrong).error();
    if (counted != error) {
      throw new IllegalArgumentException(
          "the error is %s, and by the single examples %s".formatted(error, counted));
    }
  }

  static EvaluationRow of(Architecture architecture, String source, long seed, Evaluation e) {
    return new EvaluationRow(
        architecture.id(), source, seed, e.error(), e.loss(), e.examples(), wrong(e));
  }

  Evaluation evaluation() {
    return evaluation(error, crossEntropy, examples, wrong);
  }

  /** What a table says of an evaluation, as an evaluation; its error is that of the examples. */
  static Evaluation evaluation(double error, double crossEntropy, int examples, String wrong) {
    Outcomes outcomes = wrong == null ? Outcomes.none() : Outcomes.parse(wrong, examples);
    return new Evaluation(
        wrong == null ? error : outcomes.error(), crossEntropy, examples, outcomes);
  }

  /** The outcome of each example as a table has it. */
  static String wrong(Evaluation e) {
    return e.outcomes().examples() == 0 ? null : e.outcomes().text();
  }
}
