package org.smashnas.search;

import java.util.BitSet;
import java.util.Comparator;
import org.smashnas.arch.Architecture;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;

/** An architecture in a race, and what is known of it; the best comes first. */
final class Runner implements Comparable<Runner> {
  private final Architecture architecture;
  private final BitSet wrong = new BitSet();
  private int examples;
  private double loss;

  Runner(Architecture architecture) {
    this.architecture = architecture;
  }

  Architecture architecture() {
    return architecture;
  }

  int examples() {
    return examples;
  }

  double error() {
    return (double) wrong.cardinality() / examples;
  }

  /** Mean cross entropy of the examples seen, in nats. */
  double loss() {
    return loss / examples;
  }

  void add(Evaluation part) {
    Outcomes outcomes = part.outcomes();
    for (int i = 0; i < outcomes.examples(); i++) {
      wrong.set(examples + i, outcomes.wrong(i));
    }
    examples += part.examples();
    loss += part.loss() * part.examples();
  }

  /** Whether this is worse than another on the same examples by so many standard deviations. */
  boolean isBehind(Runner other, double deviations) {
    BitSet different = (BitSet) wrong.clone();
    different.xor(other.wrong);
    int more = wrong.cardinality() - other.wrong.cardinality();
    return more > deviations * Math.sqrt(different.cardinality());
  }

  /** Who has seen more examples is better, as the others were dropped; then error, then loss. */
  @Override
  public int compareTo(Runner other) {
    return Comparator.comparingInt((Runner r) -> -r.examples)
        .thenComparingDouble(Runner::error)
        .thenComparingDouble(Runner::loss)
        .compare(this, other);
  }
}
