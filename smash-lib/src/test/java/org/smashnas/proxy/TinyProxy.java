package org.smashnas.proxy;

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
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.SmashScorer;

/** An untrained SMASH network, and 30 drawn pictures in batches of 12, 12 and 6. */
public final class TinyProxy implements AutoCloseable {
  public final SearchSpace space = TestSpaces.tiny().withClasses(10);
  public final Encoding encoding = Encoding.oneHot(space);
  public final SmashScorer scorer;
  private final SmashNet net =
      new SmashNet(encoding, new HyperShape(3, 4, List.of(2, 2)), Precision.FLOAT32, 1);

  public TinyProxy() {
    Dataset data = Datasets.shapes(30, 30, 1).atResolution(8);
    Normalization normalization = Normalization.of(data.train());
    scorer = new SmashScorer(net, new Batches(data.test(), 12, normalization, Augmentation.none()));
  }

  /** A gradient over all batches. */
  ProxyGradient gradient() {
    return new ProxyGradient(encoding, scorer, List.of(0, 1, 2));
  }

  @Override
  public void close() {
    scorer.close();
    net.close();
  }
}
