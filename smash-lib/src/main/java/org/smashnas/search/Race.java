package org.smashnas.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.Crew;
import org.smashnas.cluster.PieceException;
import org.smashnas.stop.Stop;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;
import org.smashnas.train.Progress;

/**
 * Ranks architectures without scoring each on every example: round by round all that are left see
 * one more part of the examples, and those that have fallen behind are dropped (successive halving;
 * Hoeffding races, Maron and Moore, 1993).
 *
 * <p>An architecture has fallen behind if it is worse than the one at place {@code top}, by a
 * paired test, one-sided: McNemar's on the examples that both have seen, or Student's on the parts'
 * cross entropies. Beyond the test, a {@code share} below 1 drops all but the best so many of a
 * round, whatever the test says.
 *
 * <p>Networks that share weights hardly differ in error; by cross entropy they can be told apart
 * from somewhat fewer examples.
 *
 * @param top how many of the best are asked for, at least 1
 * @param errorProbability the chance, over all rounds, that the test drops an architecture that is
 *     in truth as good as the one it is compared with, above 0 and below 0.5; that one is chosen
 *     for its good luck, so the chance is somewhat larger
 * @param share most that goes on from round to round, above 0 and at most 1; never fewer than
 *     {@code top}
 * @param measure by what they are compared
 */
public record Race(int top, double errorProbability, double share, Measure measure) {
  public Race {
    if (top < 1) {
      throw new IllegalArgumentException("the best " + top + " are asked for; give at least 1");
    }
    if (!(errorProbability > 0 && errorProbability < 0.5)) {
      throw new IllegalArgumentException(
          "errorProbability is " + errorProbability + "; give more than 0 and less than 0.5");
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share is " + share + "; give more than 0 and at most 1, which leaves it to the test");
    }
  }

  /** By error, dropping by the test alone, which errs with this probability. */
  public static Race of(int top, double errorProbability) {
    return new Race(top, errorProbability, 1, Measure.ERROR);
  }

  public Race withShare(double value) {
    return new Race(top, errorProbability, value, measure);
  }

  /** The same by error or by cross entropy. */
  public Race by(Measure value) {
    return new Race(top, errorProbability, share, value);
  }

  /**
   * Runs the race, to its end or to an interrupt, which clears the thread's flag; at least one
   * round is run.
   *
   * @param architectures at least one
   */
  public RaceResult run(PartialScorer scorer, List<Architecture> architectures, Progress progress) {
    if (architectures.isEmpty()) {
      throw new IllegalArgumentException("no architecture is in the race; give at least one");
    }
    int parts = scorer.parts();
    double level = 1 - errorProbability / Math.max(1, parts - 1);
    List<Runner> all = architectures.stream().map(a -> new Runner(a, measure)).toList();
    List<Runner> left = new ArrayList<>(all);
    int rounds = 0;
    progress.begin("Racing architectures", parts, "rounds");
    try {
      // One round is run even if interrupted at once, so that there is a result.
      while (rounds < parts && (rounds == 0 || !Stop.taken())) {
        if (!round(scorer.crew(rounds), left, rounds == 0)) {
          break;
        }
        rounds++;
        left.sort(Comparator.naturalOrder());
        if (rounds < parts) {
          left = survivors(left, level);
        }
        progress.advance(rounds, left.size() + " left");
      }
      return new RaceResult(top, all);
    } finally {
      progress.end(
          String.format(Locale.ROOT, "%d of %d rounds, %d left", rounds, parts, left.size()));
    }
  }

  /**
   * Has all see one part; what a stop leaves undone is not counted, and who fails is out.
   *
   * @param must whether it is done whatever is asked
   * @return whether it is done
   */
  private static boolean round(
      Crew<Architecture, Evaluation> crew, List<Runner> left, boolean must) {
    Map<Runner, Optional<Evaluation>> seen = new LinkedHashMap<>();
    boolean stopped = false;
    while (seen.size() < left.size() && (must || !stopped)) {
      List<Runner> rest = left.stream().filter(r -> !seen.containsKey(r)).toList();
      stopped |=
          !crew.work(
              rest.stream().map(Runner::architecture).toList(),
              (i, result) -> seen.put(rest.get(i), unlessFailed(result, rest.size() == 1)));
    }
    if (stopped && must) {
      Stop.request(Thread.currentThread());
    }
    boolean whole = seen.size() == left.size();
    if (whole) {
      left.removeIf(r -> seen.get(r).isEmpty());
      left.forEach(r -> r.add(seen.get(r).orElseThrow()));
    }
    return whole;
  }

  private static Optional<Evaluation> unlessFailed(Supplier<Evaluation> result, boolean last) {
    try {
      return Optional.of(result.get());
    } catch (PieceException e) {
      if (last) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Of runners from the best on, those that have not fallen behind. */
  private List<Runner> survivors(List<Runner> sorted, double level) {
    if (sorted.size() <= top) {
      return sorted;
    }
    Runner last = sorted.get(top - 1);
    int most = Math.max(top, (int) Math.ceil(share * sorted.size()));
    return new ArrayList<>(
        sorted.stream().limit(most).filter(r -> !r.isBehind(last, level)).toList());
  }
}
