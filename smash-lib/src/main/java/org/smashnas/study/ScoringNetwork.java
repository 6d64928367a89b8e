package org.smashnas.study;

import java.util.regex.Pattern;
import org.smashnas.search.Scorer;

/**
 * A trained SMASH network whose scores a study compares with true errors.
 *
 * @param regime the condition that it was trained under: {@link Regime#name}
 * @param hypernetSeed seed of its training, which tells it from others of its regime
 * @param about what else its scores depend on, in words: space, encoding, configuration
 * @param scorer gives its scores
 */
public record ScoringNetwork(String regime, long hypernetSeed, String about, Scorer scorer) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  public ScoringNetwork {
    if (!NAME.matcher(regime).matches() || regime.equals(EvaluationRow.TRAINING)) {
      throw new IllegalArgumentException(
          "the regime is called \"%s\"; give a name in lower_snake_case, as free_weights, but not %s"
              .formatted(regime, EvaluationRow.TRAINING));
    }
  }
}
