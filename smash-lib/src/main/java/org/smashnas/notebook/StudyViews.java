package org.smashnas.notebook;

import java.util.List;
import org.smashnas.inside.GeneratedWeights;
import org.smashnas.inside.Influence;
import org.smashnas.inside.TrainingWatch;
import org.smashnas.study.Correlation;
import org.smashnas.study.Corruptions;
import org.smashnas.study.Halved;
import org.smashnas.study.ProxyPredictions;
import org.smashnas.study.ProxyWalks;
import org.smashnas.study.Ranking;
import org.smashnas.study.Strategies;
import org.smashnas.study.Transfer;
import org.smashnas.study.Truths;
import org.smashnas.study.Variants;

/** What a cell shows of what studies found: a line, its first chart, its summary. */
final class StudyViews {
  /** Fewer changes have no correlation to show. */
  private static final int LEAST = 3;

  /** Of the bootstraps. */
  private static final long SEED = 1;

  private StudyViews() {}

  static Figure of(Strategies study) {
    Figure figure = new Figure(study.toString());
    return study.ends().isEmpty()
        ? figure
        : figure.with(study.plot(SEED)).with(study.summary(SEED));
  }

  static Figure of(Correlation study) {
    Figure figure = new Figure(study.toString());
    List<Ranking> rankings = study.rankings();
    return rankings.isEmpty()
        ? figure.with(study.table())
        : figure.with(rankings.get(0).plot(SEED)).with(study.summary(SEED));
  }

  static Figure of(Ranking ranking) {
    return new Figure(ranking.toString()).with(ranking.plot(SEED));
  }

  static Figure of(Halved halved) {
    return new Figure(halved.toString()).with(halved.table());
  }

  static Figure of(Truths truths) {
    return new Figure(truths.toString()).with(truths.table());
  }

  static Figure of(Corruptions study) {
    return new Figure(study.toString()).with(study.plot(SEED)).with(study.summary(SEED));
  }

  static Figure of(Transfer study) {
    return new Figure(study.toString()).with(study.plot(SEED)).with(study.summary(SEED));
  }

  static Figure of(Variants study) {
    Figure figure = new Figure(study.toString());
    // An interrupt may have kept even the first network from measuring everything.
    return study.names().isEmpty()
        ? figure
        : figure.with(study.plotChanges(SEED)).with(study.summary(SEED));
  }

  static Figure of(ProxyWalks study) {
    String control = study.rules().get(0);
    return new Figure(study + "; the control is " + control).with(study.summary(control, SEED));
  }

  static Figure of(ProxyPredictions predictions) {
    Figure figure = new Figure(predictions.toString());
    return predictions.rows().size() < LEAST
        ? figure
        : figure.with(predictions.plot()).with(predictions.summary(SEED));
  }

  static Figure of(TrainingWatch watch) {
    return new Figure(watch.toString())
        .with(watch.plotScores())
        .with(watch.plotGradients())
        .with(watch.table());
  }

  static Figure of(GeneratedWeights weights) {
    return new Figure(weights.toString()).with(weights.map());
  }

  static Figure of(Influence influence) {
    return new Figure(influence.toString()).with(influence.plot());
  }
}
