package org.smashnas.train;

import java.util.List;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Normalization;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;

/** A SMASH network, data and a trainer that take milliseconds a step. */
final class TinyRun implements AutoCloseable {
  final SearchSpace space = TestSpaces.tiny().withClasses(10);
  final SmashNet net;
  final Batches training;
  final Batches unchanged;
  final Batches validation;

  TinyRun() {
    this(PointwiseSource.HYPERNET);
  }

  TinyRun(PointwiseSource source) {
    HyperShape shape = new HyperShape(3, 4, List.of(2, 2));
    net = new SmashNet(Encoding.oneHot(space), shape, source, Precision.FLOAT32, 1);
    Dataset data = Datasets.shapes(60, 20, 1).atResolution(8);
    Normalization normalization = Normalization.of(data.train());
    training = new Batches(data.train(), 10, normalization, new Augmentation(1, true));
    unchanged = new Batches(data.train(), 10, normalization, Augmentation.none());
    validation = new Batches(data.test(), 20, normalization, Augmentation.none());
  }

  SmashTrainer trainer(int epochs) {
    return new SmashTrainer(net, SmashConfig.paper().withEpochs(epochs), training, validation, 1);
  }

  @Override
  public void close() {
    net.close();
  }
}
