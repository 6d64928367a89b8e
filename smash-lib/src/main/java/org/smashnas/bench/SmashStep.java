package org.smashnas.bench;

import ai.djl.ndarray.NDManager;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Cost;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;
import org.smashnas.train.SmashConfig;
import org.smashnas.train.SmashTrainer;

/** A training step of the SMASH network: generate, forward, cross entropy, backward, Adam. */
final class SmashStep implements Workload {
  private final SmashNet net;
  private final SmashTrainer trainer;
  private final Minibatch batch;
  private final double learningRate;

  SmashStep(SearchSpace space, Precision precision, int size) {
    SmashConfig config = SmashConfig.paper().withBatchSize(size).withPrecision(precision);
    learningRate = config.learningRate();
    net = new SmashNet(Encoding.oneHot(space), config.hyper(), precision, 0);
    Batches batches = Noise.batches(space, size, size, Augmentation.none());
    trainer = new SmashTrainer(net, config, batches, batches, 0);
    batch = batches.inOrder().iterator().next();
  }

  @Override
  public String name() {
    return "smash_step";
  }

  @Override
  public void run(Architecture architecture) {
    trainer.step(batch, architecture, learningRate, 0);
    Finish.of(net.parameters());
  }

  @Override
  public double operations(Architecture a) {
    return 3 * (2.0 * batch.size() * Cost.of(a).multiplyAdds() + HyperPass.forward(net, a));
  }

  @Override
  public int arrays() {
    NDManager own = net.parameters().manager();
    return own.getManagedArrays().size() + own.getParentManager().getManagedArrays().size();
  }

  @Override
  public void close() {
    net.close();
  }
}
