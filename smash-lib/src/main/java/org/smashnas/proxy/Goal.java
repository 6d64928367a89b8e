package org.smashnas.proxy;

import java.util.Comparator;
import org.smashnas.search.Candidate;

/** What a descent lowers. */
public enum Goal {
  /** The SMASH score: the validation error, ties by cross entropy, as in a search. */
  ERROR(Comparator.comparingDouble(Candidate::score).thenComparingDouble(Candidate::crossEntropy)),
  /** The validation cross entropy, whose derivative the gradient is. */
  CROSS_ENTROPY(Comparator.comparingDouble(Candidate::crossEntropy));

  @SuppressWarnings("ImmutableEnumChecker") // a comparator without state
  private final Comparator<Candidate> order;

  Goal(Comparator<Candidate> order) {
    this.order = order;
  }

  /** The better candidate is the lesser. */
  public Comparator<Candidate> order() {
    return order;
  }
}
