package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Minibatch;
import org.smashnas.encoding.Variants;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;

class VariantTrainingTest {
  @Test
  void theHyperNetLearnsFromEveryVariant() {
    try (TinyRun run = new TinyRun()) {
      Minibatch batch = run.training.inOrder().iterator().next();
      Architecture a = run.space.sample(3);
      Variants.of(run.space)
          .forEach(
              (name, encoding) -> {
                HyperShape shape = new HyperShape(3, 4, List.of(2, 2));
                try (SmashNet net = new SmashNet(encoding, shape, Precision.FLOAT32, 1);
                    NDArray w = net.generate(a)) {
                  assertThat(w.getShape().getShape())
                      .as(name)
                      .containsExactly(
                          (long) run.space.bottleneck() * run.space.maxUnits(),
                          (long) a.columns() * run.space.columnChannels());
                  SmashTrainer trainer =
                      new SmashTrainer(net, SmashConfig.paper(), run.training, run.validation, 1);
                  double before = trainer.step(batch, a, 1e-3, 0);
                  assertThat(trainer.step(batch, a, 1e-3, 0)).as(name).isLessThan(before);
                }
              });
    }
  }
}
