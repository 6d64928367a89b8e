package org.smashnas.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.smashnas.arch.Architecture;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;
import org.smashnas.train.Outcomes;

/** An architecture in a race, and what is known of it; the best comes first. */
final class Runner implements Comparable<Runner> {
  private final Architecture architecture;
  private final Measure measure;
  private final BitSet wrong = new BitSet();
  private final List<Double> losses = new ArrayList<>();
  private int examples;
  private double loss;

  Runner(Architecture architecture, Measure measure) {
    this.architecture = architecture;
    this.measure = measure;
  }

  Architecture architecture() {
    return architecture;
  }

  int examples() {
    return examples;
  }

  /** By what the race compares: error, or mean cross entropy of the examples seen. */
  double score() {
    return measure == Measure.ERROR ? error() : loss();
  }

  private double error() {
    return (double) wrong.cardinality() / examples;
  }

  private double loss() {
    return loss / examples;
  }

  void add(Evaluation part) {
    Outcomes outcomes = part.outcomes();
    for (int i = 0; i < outcomes.examples(); i++) {
      wrong.set(examples + i, outcomes.wrong(i));
    }
    examples += part.examples();
    loss += part.loss() * part.examples();
    losses.add(part.loss());
  }

  /**
   * Whether this is worse than another on the same parts, by a one-sided test.
   *
   * @param level of confidence, 0.5 to 1
   */
  boolean isBehind(Runner other, double level) {
    if (Double.isNaN(loss) || Double.isNaN(other.loss)) {
      return !Double.isNaN(other.loss);
    }
    return measure == Measure.ERROR ? errsMore(other, level) : losesMore(other, level);
  }

  /** McNemar's test on the examples. */
  private boolean errsMore(Runner other, double level) {
    double limit = new NormalDistribution().inverseCumulativeProbability(level);
    BitSet different = (BitSet) wrong.clone();
    different.xor(other.wrong);
    int more = wrong.cardinality() - other.wrong.cardinality();
    return more > limit * Math.sqrt(different.cardinality());
  }

  /** Student's paired test on the parts, which says nothing of a single one. */
  private boolean losesMore(Runner other, double level) {
    if (losses.size() < 2) {
      return false;
    }
    StreamingStatistics more = new StreamingStatistics();
    IntStream.range(0, losses.size())
        .forEach(i -> more.addValue(losses.get(i) - other.losses.get(i)));
    double limit = new TDistribution(losses.size() - 1.0).inverseCumulativeProbability(level);
    return more.getMean() > limit * more.getStandardDeviation() / Math.sqrt(losses.size());
  }

  /** Who has seen more examples is better, as the others were dropped; then by the measure. */
  @Override
  public int compareTo(Runner other) {
    return Comparator.comparingInt((Runner r) -> -r.examples)
        .thenComparingDouble(Runner::score)
        .thenComparingDouble(Runner::loss)
        .compare(this, other);
  }
}
