package org.smashnas.study;

import java.util.Map;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

/**
 * How an architecture gets its true error: trained with free weights, then measured on the test
 * examples.
 *
 * @param conditions what the error depends on but for architecture and seed, for example the data
 *     and the configuration; a table of other conditions is not gone on with
 * @param run trains and measures
 */
public record NormalTraining(Map<String, String> conditions, Run run) {
  /** One training. */
  @FunctionalInterface
  public interface Run {
    /**
     * Trains an architecture to the end and measures its errors on the test examples.
     *
     * @param seed of everything random in it
     * @param progress hears of every step
     * @return nothing if an interrupt ended training early
     */
    Optional<Evaluation> train(Architecture architecture, long seed, Progress progress);
  }

  public NormalTraining {
    conditions = Map.copyOf(conditions);
  }
}
