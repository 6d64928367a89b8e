package org.smashnas.train;

import org.smashnas.data.Augmentation;
import org.smashnas.nn.Precision;

/** A configuration under construction: what lets a wither name one field instead of all. */
final class ResultDraft {
  int epochs;
  int batchSize;
  double learningRate;
  double momentum;
  double weightDecay;
  Schedule schedule;
  Augmentation augmentation;
  boolean fromGenerated;
  Precision precision;

  ResultDraft(ResultConfig c) {
    epochs = c.epochs();
    batchSize = c.batchSize();
    learningRate = c.learningRate();
    momentum = c.momentum();
    weightDecay = c.weightDecay();
    schedule = c.schedule();
    augmentation = c.augmentation();
    fromGenerated = c.fromGenerated();
    precision = c.precision();
  }

  ResultConfig build() {
    return new ResultConfig(
        epochs,
        batchSize,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        augmentation,
        fromGenerated,
        precision);
  }
}
