package org.smashnas.study;

import java.util.List;
import org.smashnas.train.Epoch;
import org.smashnas.train.Evaluation;

/**
 * What one normal training of a network came to: a row of a table of truths.
 *
 * @param architecture the network's id
 * @param schedule how it was trained
 * @param repeat 0 for the network's first training by this schedule, 1 for its second
 * @param seed of everything random in the training
 * @param test on the test examples, at the end
 * @param seconds of training, validation included
 * @param validationErrors after each epoch, 0 to 1
 * @param validationLosses after each epoch, in nats
 * @param trainLosses mean of each epoch's minibatches, in nats
 */
public record Truth(
    String architecture,
    String schedule,
    int repeat,
    long seed,
    Evaluation test,
    double seconds,
    List<Double> validationErrors,
    List<Double> validationLosses,
    List<Double> trainLosses) {
  public Truth {
    validationErrors = List.copyOf(validationErrors);
    validationLosses = List.copyOf(validationLosses);
    trainLosses = List.copyOf(trainLosses);
    Ranges.notNegative("time", seconds);
    validationErrors.forEach(e -> Ranges.share("validation error", e));
    validationLosses.forEach(e -> Ranges.notNegative("validation cross entropy", e));
    trainLosses.forEach(e -> Ranges.notNegative("training cross entropy", e));
    int epochs = validationErrors.size();
    if (validationLosses.size() != epochs || trainLosses.size() != epochs) {
      throw new IllegalArgumentException(
          "the curves of architecture %s have %d, %d and %d epochs; they must be as long as each other"
              .formatted(architecture, epochs, validationLosses.size(), trainLosses.size()));
    }
  }

  static Truth of(TruthPlan.Job job, long seed, WholeTraining done) {
    List<Epoch> epochs = done.history().epochs();
    return new Truth(
        job.network().id(),
        job.schedule().name(),
        job.repeat(),
        seed,
        done.test(),
        epochs.stream().mapToDouble(Epoch::seconds).sum(),
        epochs.stream().map(Epoch::validationError).toList(),
        epochs.stream().map(Epoch::validationLoss).toList(),
        epochs.stream().map(Epoch::trainLoss).toList());
  }

  /** Length of the training. */
  public int epochs() {
    return validationErrors.size();
  }
}
