package org.smashnas.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.smashnas.arch.Architecture;
import org.smashnas.files.OneWriter;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.TableWriter;
import org.smashnas.train.Progress;
import org.smashnas.train.TrainingException;

/**
 * Normal training that stops early by itself: asynchronous successive halving (ASHA; Li et al.,
 * 2020). Networks begin one after the other; at each rung, a number of epochs, the best of those
 * that have come so far go on at once, and nobody waits for the others.
 *
 * <p>All train by the schedule of the whole training, so that at a rung all have had the same step
 * sizes. A network that is stopped there has not had the small ones at the end, which cosine
 * annealing makes much of: its error tells its place at this rung, not what it would come to.
 *
 * @param eta of so many networks at a rung one goes on, at least 2
 * @param least epochs of the lowest rung, at least 1; the others are eta times the one below
 * @param most epochs of the whole training, the highest rung
 * @param brackets networks are dealt to so many groups, of which the second begins at the second
 *     rung, and so on: less is saved, and a network that begins slowly has a chance; at most as
 *     many as there are rungs
 */
public record Halving(int eta, int least, int most, int brackets) {
  public Halving {
    if (eta < 2) {
      throw new IllegalArgumentException("eta is %d; give 2 or more".formatted(eta));
    }
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(
          "rungs go from %d to %d epochs; give at least 1, and no fewer at the end"
              .formatted(least, most));
    }
    int rungs = rungs(eta, least, most).size();
    if (brackets < 1 || brackets > rungs) {
      throw new IllegalArgumentException(
          "brackets is %d; there are %d rungs, so give 1 to %d".formatted(brackets, rungs, rungs));
    }
  }

  /** The usual: one of three goes on, from the first epoch, in one bracket. */
  public static Halving of(int most) {
    return new Halving(3, 1, most, 1);
  }

  /** The same with other brackets. */
  public Halving withBrackets(int value) {
    return new Halving(eta, least, most, value);
  }

  /** Epochs of a bracket's rungs, ascending. */
  public List<Integer> rungs(int bracket) {
    List<Integer> all = rungs(eta, least, most);
    return all.subList(bracket, all.size());
  }

  private static List<Integer> rungs(int eta, int least, int most) {
    List<Integer> rungs = new ArrayList<>();
    for (long epochs = least; epochs < most; epochs *= eta) {
      rungs.add((int) epochs);
    }
    rungs.add(most);
    return rungs;
  }

  /**
   * A network at a rung: a row of the table.
   *
   * @param architecture its id
   * @param epoch epochs that it was trained for
   * @param validationError after them, 0 to 1; 1 if training came to no number
   * @param validationLoss cross entropy in nats, which decides between equal errors; infinite if
   *     training came to no number
   */
  public record Mark(
      String architecture, int epoch, double validationError, double validationLoss) {
    public Mark {
      Ranges.share("validation error", validationError);
      Ranges.notNegative("validation cross entropy", validationLoss);
    }
  }

  /** One training, which goes on where it was. */
  @FunctionalInterface
  public interface Training {
    /**
     * Trains a network as far as the end of an epoch.
     *
     * @param progress hears of every step
     * @return nothing if an interrupt came first
     */
    Optional<Mark> train(Architecture network, int epochs, Progress progress);
  }

  /**
   * Trains networks, to the end or to an interrupt; what the table has already is not trained
   * again, and the same call with more networks goes on with them.
   *
   * @param networks at least one, in the order in which they begin, none twice
   * @param training trains
   * @param file gets a row for each network at each rung as soon as it is there
   * @param metadata what the table says of its run
   * @param conditions metadata, too, but such that rows made under other ones are of no use
   * @throws IllegalArgumentException if the table was made under other conditions
   * @throws IllegalStateException if another run writes it
   */
  public Halved run(
      List<Architecture> networks,
      Training training,
      Path file,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Progress progress) {
    StudyProgress report = new StudyProgress(progress);
    Set<String> begun = new HashSet<>();
    try (OneWriter only = TableWriter.right(file);
        var table = ResumableTable.open(only, Mark.class, 2, metadata, conditions)) {
      HalvingRun run =
          new HalvingRun(
              this,
              networks,
              (network, epochs) -> {
                Mark known = table.get(network.id(), epochs);
                Optional<Mark> mark =
                    known == null
                        ? trained(training, network, epochs, report.training())
                        : Optional.of(known);
                if (known == null) {
                  mark.ifPresent(table::append);
                }
                if (mark.isPresent() && begun.add(network.id())) {
                  report.advance(network.id() + " has begun");
                }
                return mark;
              });
      report.run(
          "Halving %d networks".formatted(networks.size()),
          networks.size(),
          "networks",
          run::run,
          () -> run.halved().toString());
      return run.halved();
    }
  }

  private static Optional<Mark> trained(
      Training training, Architecture network, int epochs, Progress progress) {
    try {
      return training.train(network, epochs, progress);
    } catch (TrainingException e) {
      return Optional.of(new Mark(network.id(), epochs, 1, Double.POSITIVE_INFINITY));
    }
  }

  /**
   * What would have come of it, by the curves of networks that were trained to the end.
   *
   * @param truths with curves of at least {@link #most} epochs
   * @param networks of the truths, in the order in which they begin
   */
  public Halved replay(Truths truths, String schedule, List<Architecture> networks) {
    Map<String, Truth> known = new LinkedHashMap<>();
    truths.firsts(schedule).forEach(t -> known.put(t.architecture(), t));
    HalvingRun run =
        new HalvingRun(
            this,
            networks,
            (network, epochs) -> {
              Truth t = known.get(network.id());
              if (t == null || t.epochs() < epochs) {
                throw new IllegalArgumentException(
                    "%s have no %d epochs of network %s; give networks of theirs, and fewer epochs"
                        .formatted(truths.about(schedule), epochs, network.id()));
              }
              return Optional.of(
                  new Mark(
                      network.id(),
                      epochs,
                      t.validationErrors().get(epochs - 1),
                      t.validationLosses().get(epochs - 1)));
            });
    run.run();
    return run.halved();
  }
}
