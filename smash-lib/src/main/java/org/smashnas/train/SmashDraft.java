package org.smashnas.train;

import org.smashnas.data.Augmentation;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.nn.Precision;

/** A configuration under construction: what lets a wither name one field instead of all. */
final class SmashDraft {
  int epochs;
  int batchSize;
  double learningRate;
  double beta1;
  double beta2;
  double epsilon;
  double weightDecay;
  Schedule schedule;
  boolean growth;
  Augmentation augmentation;
  HyperShape hyper;
  PointwiseSource pointwise;
  Precision precision;
  int stepsPerArchitecture;
  int architecturesPerStep;

  SmashDraft(SmashConfig c) {
    epochs = c.epochs();
    batchSize = c.batchSize();
    learningRate = c.learningRate();
    beta1 = c.beta1();
    beta2 = c.beta2();
    epsilon = c.epsilon();
    weightDecay = c.weightDecay();
    schedule = c.schedule();
    growth = c.growth();
    augmentation = c.augmentation();
    hyper = c.hyper();
    pointwise = c.pointwise();
    precision = c.precision();
    stepsPerArchitecture = c.stepsPerArchitecture();
    architecturesPerStep = c.architecturesPerStep();
  }

  SmashConfig build() {
    return new SmashConfig(
        epochs,
        batchSize,
        learningRate,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        schedule,
        growth,
        augmentation,
        hyper,
        pointwise,
        precision,
        stepsPerArchitecture,
        architecturesPerStep);
  }
}
