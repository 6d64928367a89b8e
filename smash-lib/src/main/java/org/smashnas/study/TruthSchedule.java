package org.smashnas.study;

import java.util.regex.Pattern;
import org.smashnas.train.ResultConfig;

/**
 * One way of training all networks of a table of truths.
 *
 * @param name what the table calls it, in lower_snake_case, for example "short"
 * @param config how networks are trained, from random weights, since a truth belongs to no HyperNet
 * @param repeated networks that are trained a second time, with another seed; 0 for none
 */
public record TruthSchedule(String name, ResultConfig config, int repeated) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  public TruthSchedule {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the schedule is called \"%s\"; give a name in lower_snake_case, as short"
              .formatted(name));
    }
    if (config.fromGenerated()) {
      throw new IllegalArgumentException(
          "schedule %s begins with generated weights, and truths belong to no SMASH network; use withFromGenerated(false)"
              .formatted(name));
    }
    if (repeated < 0) {
      throw new IllegalArgumentException(
          "schedule %s repeats %d networks; give 0 or more".formatted(name, repeated));
    }
  }

  /** A schedule by which each network is trained once. */
  public static TruthSchedule of(String name, ResultConfig config) {
    return new TruthSchedule(name, config, 0);
  }

  /** The same with so many networks trained twice. */
  public TruthSchedule withRepeated(int networks) {
    return new TruthSchedule(name, config, networks);
  }
}
