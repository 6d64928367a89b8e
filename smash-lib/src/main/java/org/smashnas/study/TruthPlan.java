package org.smashnas.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;

/**
 * What a table of truths is to have: networks, and how each is trained.
 *
 * @param networks in the order in which they are trained, each once, all of one space
 * @param schedules at least one, each name once; a network is trained by all of them before the
 *     next one's turn
 * @param part which of the parts a run does, 1 to {@code parts}
 * @param parts runs that share the work, for example one a core; 1 for no sharing
 */
public record TruthPlan(
    List<Architecture> networks, List<TruthSchedule> schedules, int part, int parts) {
  public TruthPlan {
    networks = List.copyOf(networks);
    schedules = List.copyOf(schedules);
    OneSpace.require("networks", networks, 1);
    OneSpace.require("schedules", schedules.stream().map(TruthSchedule::name).toList());
    for (TruthSchedule s : schedules) {
      if (s.repeated() > networks.size()) {
        throw new IllegalArgumentException(
            "schedule %s repeats %d networks, and the plan has %d"
                .formatted(s.name(), s.repeated(), networks.size()));
      }
    }
    if (part < 1 || part > parts) {
      throw new IllegalArgumentException(
          "part %d of %d; parts are counted from 1, so give 1 to the number of parts"
              .formatted(part, parts));
    }
  }

  /**
   * Random networks of all sizes alike: {@link Sampler#sampleSpread}.
   *
   * @param space fitted to the data in use: {@code budget.fit(space, data)}
   * @param count networks, at least 1
   * @param seed of the networks and their order
   */
  public static TruthPlan draw(
      SearchSpace space, int count, List<TruthSchedule> schedules, long seed) {
    return new TruthPlan(Sampler.of(space).sampleSpread(count, seed), schedules, 1, 1);
  }

  /**
   * The part of this plan that one of several runs at once does, each in its own process; whatever
   * parts there were before, what is in the folder is not trained again.
   *
   * @param part 1 to {@code parts}
   */
  public TruthPlan part(int part, int parts) {
    return new TruthPlan(networks, schedules, part, parts);
  }

  /** One training. */
  record Job(Architecture network, TruthSchedule schedule, int repeat) {}

  /** The trainings of this part, in their order. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    double[] loads = new double[parts];
    for (int i = 0; i < networks.size(); i++) {
      List<Job> own = jobsOf(i);
      // Whoever has least to do gets the next network, so that all end at about the same time.
      double least = Arrays.stream(loads).min().orElseThrow();
      int who = 0;
      while (loads[who] > least) {
        who++;
      }
      int epochs = own.stream().mapToInt(j -> j.schedule().config().epochs()).sum();
      loads[who] += (double) epochs * networks.get(i).multiplyAdds();
      if (who == part - 1) {
        jobs.addAll(own);
      }
    }
    return jobs;
  }

  private List<Job> jobsOf(int i) {
    Architecture network = networks.get(i);
    List<Job> jobs = new ArrayList<>();
    schedules.forEach(s -> jobs.add(new Job(network, s, 0)));
    // Spread over the list, so that a table cut short has its share of second seeds.
    schedules.stream()
        .filter(s -> before(i + 1, s) > before(i, s))
        .forEach(s -> jobs.add(new Job(network, s, 1)));
    return jobs;
  }

  /** How many of the first i networks are trained twice. */
  private long before(int i, TruthSchedule schedule) {
    return (long) i * schedule.repeated() / networks.size();
  }

  /** For example "200 networks of space lab, schedules [short, long], part 1 of 2". */
  @Override
  public String toString() {
    return "%d networks of space %s, schedules %s, part %d of %d"
        .formatted(
            networks.size(),
            networks.get(0).space().name(),
            schedules.stream().map(TruthSchedule::name).toList(),
            part,
            parts);
  }
}
