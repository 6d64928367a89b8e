package org.smashnas.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.smashnas.arch.Architecture;
import org.smashnas.stop.Stop;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import org.smashnas.train.Seeds;

/** One run of a correlation study with one rater. */
final class CorrelationRun {
  private final CorrelationStudy study;
  private final NormalTraining training;
  private final Rater rater;
  private final Measurements measured;
  private final Ledger pairings;
  private final Progress progress;
  private final long seed;
  private int done;

  CorrelationRun(
      CorrelationStudy study,
      NormalTraining training,
      Rater rater,
      Measurements measured,
      Ledger pairings,
      Progress progress,
      long seed) {
    this.study = study;
    this.training = training;
    this.rater = rater;
    this.measured = measured;
    this.pairings = pairings;
    this.progress = progress;
    this.seed = seed;
  }

  /** The seed of a network's training number t, counted from 0, in a study with this seed. */
  static long trainingSeed(long studySeed, int t) {
    return Seeds.of(studySeed, "training " + t);
  }

  void run() {
    int total = study.architectures().size() * (study.trainings() + 1);
    progress.begin("Correlation study, regime " + rater.regime(), total, "measurements");
    String note = "stopped by an error; what was measured stays";
    try {
      List<Architecture> order = new ArrayList<>(study.architectures());
      Collections.shuffle(order, new Random(seed));
      boolean complete = order.stream().allMatch(this::measure);
      note =
          complete
              ? study.architectures().size() + " architectures trained and scored"
              : "interrupted; what was measured stays";
    } finally {
      progress.end(note);
    }
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
      PairingTable.append(pairings, a, p);
    }
    advance(
        String.format(
            Locale.ROOT,
            "score %.1f%%, true error %.1f%%",
            100 * p.smashScore(),
            100 * p.trueError()));
    return true;
  }

  private Optional<Evaluation> trained(Architecture a, long trainingSeed) {
    Evaluation earlier = measured.get(a, Measurements.TRAINING, trainingSeed);
    Optional<Evaluation> result =
        earlier != null
            ? Optional.of(earlier)
            : training.run().train(a, trainingSeed, new Within(progress, done));
    if (earlier == null && result.isPresent()) {
      measured.add(a, Measurements.TRAINING, trainingSeed, result.get());
    }
    if (result.isPresent()) {
      advance(String.format(Locale.ROOT, "true error %.1f%%", 100 * result.get().error()));
    }
    return result;
  }

  private Evaluation score(Architecture a) {
    Evaluation earlier = measured.get(a, rater.regime(), rater.hypernetSeed());
    if (earlier != null) {
      return earlier;
    }
    Evaluation e = rater.scorer().evaluate(a).requireFinite("architecture " + a.id());
    measured.add(a, rater.regime(), rater.hypernetSeed(), e);
    return e;
  }

  private void advance(String note) {
    progress.advance(++done, note);
  }
}
