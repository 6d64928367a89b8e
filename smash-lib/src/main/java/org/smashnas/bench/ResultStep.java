package org.smashnas.bench;

import java.util.HashMap;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Cost;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;

/** A training step of a resulting network: forward, cross entropy, backward, Nesterov momentum. */
final class ResultStep implements Workload {
  private final ResultConfig config;
  private final Batches batches;
  private final Minibatch batch;
  private final Map<Architecture, ResultNet> nets = new HashMap<>();
  private final Map<Architecture, ResultTrainer> trainers = new HashMap<>();

  ResultStep(SearchSpace space, Precision precision, int size) {
    config = ResultConfig.paper().withBatchSize(size).withPrecision(precision);
    batches = Noise.batches(space, size, size, Augmentation.none());
    batch = batches.inOrder().iterator().next();
  }

  @Override
  public String name() {
    return "result_step";
  }

  @Override
  public void run(Architecture architecture) {
    ResultNet net =
        nets.computeIfAbsent(architecture, a -> new ResultNet(a, config.precision(), 0));
    trainers
        .computeIfAbsent(architecture, a -> new ResultTrainer(net, config, batches, batches, 0))
        .step(batch, config.learningRate());
    Finish.of(net.parameters());
  }

  @Override
  public double operations(Architecture a) {
    return 6.0 * batch.size() * Cost.of(a).multiplyAdds();
  }

  @Override
  public void close() {
    nets.values().forEach(ResultNet::close);
  }
}
