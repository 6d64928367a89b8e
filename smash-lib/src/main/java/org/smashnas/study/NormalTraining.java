package org.smashnas.study;

import java.util.Map;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.cluster.Crew;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;

/**
 * How an architecture gets its true error: trained with free weights, then measured on the test
 * examples.
 *
 * @param conditions what the error depends on but for architecture and seed, for example the data
 *     and the configuration; a table of other conditions is not gone on with
 * @param run trains and measures
 */
public record NormalTraining(Map<String, String> conditions, Run run) {
  /** The condition that says by which configuration architectures are trained. */
  public static final String CONDITION = "normal_training";

  /** An architecture and the seed of a training. */
  public record Turn(Architecture architecture, long seed) {}

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

    /** Who trains many: this JVM one after the other, or a cluster. */
    default Crew<Turn, Evaluation> crew(Progress progress) {
      return Crew.here(turn -> train(turn.architecture(), turn.seed(), progress));
    }
  }

  public NormalTraining {
    conditions = Map.copyOf(conditions);
  }

  /**
   * The value of {@link #CONDITION}: all that the outcome of a training depends on, but
   * architecture, examples and seed.
   *
   * @param space of the architecture
   */
  public static String about(ResultConfig config, SearchSpace space) {
    return config + (space.preActivation() ? "" : ", post-activation");
  }
}
