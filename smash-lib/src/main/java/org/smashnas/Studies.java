package org.smashnas;

import java.nio.file.Path;
import java.util.Map;
import org.smashnas.search.SmashScorer;
import org.smashnas.study.Correlation;
import org.smashnas.study.CorrelationStudy;
import org.smashnas.study.CorruptionStudy;
import org.smashnas.study.Corruptions;
import org.smashnas.study.ProxyStudy;
import org.smashnas.study.ProxyWalks;
import org.smashnas.study.Rater;
import org.smashnas.study.Truths;
import org.smashnas.train.Progress;
import org.smashnas.train.SmashConfig;

/** Studies of one run's network: what they measure with, and what their tables say of it. */
final class Studies {
  private final Smash smash;
  private final RunData data;
  private final String regime;
  private final long seed;
  private final SmashConfig config;
  private final Course course;

  Studies(Smash smash, RunData data, SmashConfig config, Course course, String regime, long seed) {
    this.smash = smash;
    this.data = data;
    this.regime = regime;
    this.seed = seed;
    this.config = config;
    this.course = course;
  }

  Correlation correlate(CorrelationStudy study, Path folder) {
    return study.run(
        smash.normalTraining(), rater(), folder, smash.metadata(), Progress.show(), data.seed());
  }

  Correlation correlate(Truths truths, String schedule, Path folder) {
    return truths
        .forStudy(smash.space(), data.truthConditions())
        .correlate(schedule, rater(), folder, smash.metadata(), Progress.show());
  }

  Corruptions corrupt(CorruptionStudy study, Path folder) {
    return study.run(
        smash.net().encoding(),
        smash.codeScorer(),
        folder,
        smash.metadata(),
        conditions(),
        Progress.show(),
        data.seed());
  }

  ProxyWalks descend(ProxyStudy study, Path folder) {
    smash.net().source().requireHyperNet("walks by the gradient of the code");
    try (SmashScorer batches = new SmashScorer(smash.net(), data.gradients())) {
      var by = new ProxyStudy.Scores(smash.net().encoding(), smash.scorer(), batches);
      return study.run(by, folder, smash.metadata(), conditions(), Progress.show(), data.seed());
    }
  }

  private Rater rater() {
    return new Rater(regime, seed, about(), smash.scorer());
  }

  Map<String, String> conditions() {
    return data.conditions(about() + ", seed " + seed);
  }

  /** All that the network's scores depend on, but its seed and the examples. */
  private String about() {
    return "%s, %s, %s%s, %d epochs done"
        .formatted(
            smash.space(),
            smash.net().encoding(),
            config,
            course.rates(),
            smash.history().epochs().size());
  }
}
