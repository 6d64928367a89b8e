package org.smashnas.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.smashnas.arch.Architecture;
import org.smashnas.stop.Stop;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Seeds;

/** One run of a correlation study with one rater. */
record CorrelationRun(
    CorrelationStudy study,
    NormalTraining training,
    Rater rater,
    ResumableTable<Measured> measured,
    ResumableTable<PairingTable.Line> pairings,
    StudyProgress progress,
    long seed) {
  /** The seed of a network's training number t, counted from 0, in a study with this seed. */
  static long trainingSeed(long studySeed, int t) {
    return Seeds.of(studySeed, "training " + t);
  }

  void run() {
    List<Architecture> order = new ArrayList<>(study.architectures());
    Collections.shuffle(order, new Random(seed));
    progress.run(
        "Correlation study, regime " + rater.regime(),
        order.size() * (study.trainings() + 1),
        "measurements",
        () -> order.stream().allMatch(this::measure),
        () -> order.size() + " architectures trained and scored");
  }

  /** False if an interrupt came before the architecture had all its measurements. */
  private boolean measure(Architecture a) {
    if (Stop.taken()) {
      return false;
    }
    // First, since it is cheap and fails if the architecture is of another space.
    Evaluation score = score(a);
    List<Evaluation> trained = new ArrayList<>();
    for (int t = 0; t < study.trainings(); t++) {
      Optional<Evaluation> one = trained(a, trainingSeed(seed, t));
      if (one.isEmpty()) {
        return false;
      }
      trained.add(one.get());
    }
    String regime = rater.regime();
    long net = rater.hypernetSeed();
    Pairing p = new Pairing(a.id(), regime, net, score, trained, a.parameters(), a.multiplyAdds());
    if (!pairings.has(a.id(), regime, net)) {
      pairings.append(PairingTable.Line.of(p));
    }
    progress.advance(
        String.format(
            Locale.ROOT,
            "score %.1f%%, true error %.1f%%",
            100 * p.smashScore(),
            100 * p.trueError()));
    return true;
  }

  private Optional<Evaluation> trained(Architecture a, long trainingSeed) {
    Measured earlier = measured.get(a.id(), Measured.TRAINING, trainingSeed);
    Optional<Evaluation> result =
        earlier != null
            ? Optional.of(earlier.evaluation())
            : training.run().train(a, trainingSeed, progress.training());
    if (earlier == null && result.isPresent()) {
      measured.append(Measured.of(a, Measured.TRAINING, trainingSeed, result.get()));
    }
    result.ifPresent(
        e -> progress.advance(String.format(Locale.ROOT, "true error %.1f%%", 100 * e.error())));
    return result;
  }

  private Evaluation score(Architecture a) {
    Measured earlier = measured.get(a.id(), rater.regime(), rater.hypernetSeed());
    if (earlier != null) {
      return earlier.evaluation();
    }
    Evaluation e = rater.scorer().evaluate(a).requireFinite("architecture " + a.id());
    measured.append(Measured.of(a, rater.regime(), rater.hypernetSeed(), e));
    return e;
  }
}
