package org.smashnas;

import java.io.Serializable;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.Crew;
import org.smashnas.study.NormalTraining;
import org.smashnas.study.TruthRun;
import org.smashnas.study.WholeTraining;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;

/** Normal trainings by a cluster, where there are many; single ones by this JVM. */
final class ClusterTraining {
  private ClusterTraining() {}

  /** The same trainings for a study, by a config. */
  static NormalTraining of(
      NormalTraining here, ResultConfig config, Crew<Piece, Serializable> all) {
    return new NormalTraining(
        here.conditions(),
        new NormalTraining.Run() {
          @Override
          public Optional<Evaluation> train(Architecture a, long seed, Progress progress) {
            return here.run().train(a, seed, progress);
          }

          @Override
          public Crew<NormalTraining.Turn, Evaluation> crew(Progress progress) {
            return new ClusterCrew<>(
                all,
                turn -> new Piece.Training(turn.architecture(), config, turn.seed()),
                whole -> ((WholeTraining) whole).test());
          }
        });
  }

  /** The same trainings for a table of truths. */
  static TruthRun.Training of(TruthRun.Training here, Crew<Piece, Serializable> all) {
    return new TruthRun.Training() {
      @Override
      public Optional<WholeTraining> train(
          Architecture network, ResultConfig config, long seed, Progress progress) {
        return here.train(network, config, seed, progress);
      }

      @Override
      public Crew<TruthRun.Turn, WholeTraining> crew(Progress progress) {
        return new ClusterCrew<>(
            all,
            turn -> new Piece.Training(turn.network(), turn.config(), turn.seed()),
            WholeTraining.class::cast);
      }
    };
  }
}
