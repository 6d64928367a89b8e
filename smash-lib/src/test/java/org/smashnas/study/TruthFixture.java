package org.smashnas.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.train.Epoch;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Outcomes;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;

/** A plan of six networks by two schedules, and trainings whose outcomes are known. */
final class TruthFixture {
  static final ResultConfig CONFIG = ResultConfig.paper();
  static final Map<String, String> CONDITIONS =
      Map.of("examples", "e", "data_set", "d", "training_examples", "60");

  private static final int EXAMPLES = 40;

  final List<Architecture> six = Sampler.of(TestSpaces.tiny()).sampleSpread(6, 1);
  final TruthPlan plan =
      new TruthPlan(
          six,
          List.of(
              TruthSchedule.of("short", CONFIG.withEpochs(1)),
              TruthSchedule.of("long", CONFIG.withEpochs(3)).withRepeated(3)),
          1,
          1);
  final List<String> trained = new ArrayList<>();
  int stopAt = Integer.MAX_VALUE;

  /**
   * Network i misclassifies the first 10 + 2 i of 40 test examples; by the short schedule the first
   * two are exchanged, as in the validation errors after the first epoch, by a second seed of the
   * long one the last two trained twice.
   */
  Optional<WholeTraining> train(
      Architecture network, ResultConfig config, long seed, Progress progress) {
    if (trained.size() == stopAt) {
      return Optional.empty();
    }
    int i = six.indexOf(network);
    boolean brief = config.epochs() == 1;
    boolean second = seed == CorrelationRun.trainingSeed(TruthRun.studySeed(7, "long"), 1);
    int rank = brief && i < 2 ? 1 - i : second && i > 1 ? 8 - i : i;
    trained.add(i + (brief ? " short" : second ? " long again" : " long"));
    History history = History.empty("network");
    for (int e = 1; e <= config.epochs(); e++) {
      double error = 0.05 * (e == 1 && i < 2 ? 1 - i : i) + 0.5 / e;
      history = history.with(new Epoch(e, 2.0 / e, 1.5 / e, error, 0.1, 2));
    }
    return Optional.of(new WholeTraining(history, first(10 + 2 * rank)));
  }

  static Evaluation first(int wrong) {
    BitSet bits = new BitSet();
    bits.set(0, wrong);
    double error = (double) wrong / EXAMPLES;
    return new Evaluation(error, 3 * error, EXAMPLES, Outcomes.of(bits, EXAMPLES));
  }

  Truths run(TruthPlan what, Path where) {
    return TruthRun.run(
        what, this::train, where, Map.of("threads", "1"), CONDITIONS, Progress.silent(), 7);
  }
}
