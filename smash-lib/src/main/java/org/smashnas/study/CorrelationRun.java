package org.smashnas.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.Crew;
import org.smashnas.cluster.FailureTable;
import org.smashnas.cluster.PieceException;
import org.smashnas.stop.Stop;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Seeds;

/** One run of a correlation study with one rater. */
record CorrelationRun(
    CorrelationStudy study,
    NormalTraining training,
    ScoringNetwork rater,
    ResumableTable<EvaluationRow> measured,
    ResumableTable<PairingTable.Line> pairings,
    FailureTable failures,
    StudyProgress progress,
    long seed) {
  /** The seed of a network's training number t, counted from 0, in a study with this seed. */
  static long trainingSeed(long studySeed, int t) {
    return Seeds.of(studySeed, "training " + t);
  }

  void run() {
    List<Architecture> order = new ArrayList<>(study.architectures());
    Collections.shuffle(order, new Random(seed));
    // One after the other, so that what an interrupt leaves is complete.
    boolean together = rater.scorer().crew().atOnce() || trainings().atOnce();
    List<List<Architecture>> groups =
        together ? List.of(order) : order.stream().map(List::of).toList();
    List<List<Object>> rows = rows(order);
    try {
      progress.run(
          "Correlation study, regime " + rater.regime(),
          order.size() * (study.trainings() + 1),
          "measurements",
          () -> groups.stream().allMatch(this::measure),
          () -> order.size() + " architectures trained and scored" + failures.note());
    } finally {
      measured.arrange(rows);
      pairings.arrange(order.stream().map(this::key).toList());
    }
  }

  private Crew<NormalTraining.Turn, Evaluation> trainings() {
    return training.run().crew(progress.training());
  }

  /** Keys of this run's measurements in their order, but for trainings of other raters' runs. */
  private List<List<Object>> rows(List<Architecture> order) {
    List<List<Object>> rows = new ArrayList<>();
    for (Architecture a : order) {
      rows.add(key(a));
      turns(a).forEach(turn -> rows.add(key(turn)));
    }
    Set<List<Object>> earlier = measured.keys();
    boolean shared = !new HashSet<>(rows).containsAll(earlier);
    return shared ? rows.stream().filter(key -> !earlier.contains(key)).toList() : rows;
  }

  /** Key of a score, and of a pairing. */
  private List<Object> key(Architecture a) {
    return List.of(a.id(), rater.regime(), rater.hypernetSeed());
  }

  private List<Object> key(NormalTraining.Turn turn) {
    return List.of(turn.architecture().id(), EvaluationRow.TRAINING, turn.seed());
  }

  private List<NormalTraining.Turn> turns(Architecture a) {
    return IntStream.range(0, study.trainings())
        .mapToObj(t -> new NormalTraining.Turn(a, trainingSeed(seed, t)))
        .toList();
  }

  private Optional<Evaluation> known(List<Object> key) {
    return Optional.ofNullable(measured.get(key.toArray())).map(EvaluationRow::evaluation);
  }

  /** False if an interrupt came before the architectures had all their measurements. */
  private boolean measure(List<Architecture> some) {
    // Scores first, since they are cheap and fail if the architecture is of another space.
    return !Stop.taken() && score(some) && train(some);
  }

  private boolean score(List<Architecture> some) {
    List<Architecture> missing = some.stream().filter(a -> known(key(a)).isEmpty()).toList();
    return rater
        .scorer()
        .crew()
        .work(
            missing,
            (i, result) -> {
              Architecture a = missing.get(i);
              unlessFailed(a, "score", result)
                  .map(scored -> scored.evaluation().requireFinite("architecture " + a.id()))
                  .map(e -> EvaluationRow.of(a, rater.regime(), rater.hypernetSeed(), e))
                  .ifPresent(measured::append);
            });
  }

  private boolean train(List<Architecture> some) {
    List<NormalTraining.Turn> missing = new ArrayList<>();
    for (Architecture a : some) {
      List<NormalTraining.Turn> own =
          turns(a).stream().filter(turn -> known(key(turn)).isEmpty()).toList();
      missing.addAll(own);
      turns(a).stream().flatMap(turn -> known(key(turn)).stream()).forEach(this::tell);
      if (own.isEmpty()) {
        pair(a);
      }
    }
    return trainings().work(missing, (i, result) -> add(missing.get(i), result));
  }

  private void add(NormalTraining.Turn turn, Supplier<Evaluation> result) {
    Architecture a = turn.architecture();
    unlessFailed(a, "training, seed " + turn.seed(), result)
        .ifPresent(
            e -> {
              measured.append(EvaluationRow.of(a, EvaluationRow.TRAINING, turn.seed(), e));
              tell(e);
              pair(a);
            });
  }

  private <T> Optional<T> unlessFailed(Architecture a, String piece, Supplier<T> result) {
    try {
      return Optional.of(result.get());
    } catch (PieceException e) {
      failures.add(a, piece, e);
      return Optional.empty();
    }
  }

  private void tell(Evaluation trained) {
    progress.advance(String.format(Locale.ROOT, "true error %.1f%%", 100 * trained.error()));
  }

  /** Adds the pairing of an architecture once it has all its measurements. */
  private void pair(Architecture a) {
    Optional<Evaluation> score = known(key(a));
    List<Evaluation> trained =
        turns(a).stream().flatMap(turn -> known(key(turn)).stream()).toList();
    if (score.isEmpty() || trained.size() < study.trainings()) {
      return;
    }
    String regime = rater.regime();
    long net = rater.hypernetSeed();
    Pairing p =
        new Pairing(a.id(), regime, net, score.get(), trained, a.parameters(), a.multiplyAdds());
    if (!pairings.has(a.id(), regime, net)) {
      pairings.append(PairingTable.Line.of(p));
    }
    progress.advance(
        String.format(
            Locale.ROOT,
            "score %.1f%%, true error %.1f%%",
            100 * p.smashScore(),
            100 * p.trueError()));
  }
}
