package org.smashnas.bench;

import org.smashnas.arch.Architecture;
import org.smashnas.arch.Cost;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.SmashScorer;

/** The SMASH score of an architecture on a validation set whose stem is already computed. */
final class ScorePass implements Workload {
  private static final int PICTURES = 1000;
  private static final int BATCH = 250;

  private final SmashNet net;
  private final SmashScorer scorer;

  ScorePass(SearchSpace space, Precision precision) {
    net = new SmashNet(Encoding.oneHot(space), HyperShape.paper(), precision, 0);
    scorer = new SmashScorer(net, Noise.batches(space, PICTURES, BATCH, Augmentation.none()));
  }

  @Override
  public String name() {
    return "score_" + PICTURES;
  }

  @Override
  public void run(Architecture architecture) {
    scorer.evaluate(architecture);
  }

  @Override
  public double operations(Architecture a) {
    return 2.0 * PICTURES * Cost.of(a).multiplyAdds() + HyperPass.forward(net, a);
  }

  @Override
  public void close() {
    scorer.close();
    net.close();
  }
}
