package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.PointwiseSource;

/** Matrices that are learned in the HyperNet's place. */
class PointwiseTrainingTest {
  @Test
  void columnsOfBanksThatNoOpReadsStayAsTheyAre() {
    try (TinyRun run = new TinyRun(PointwiseSource.BANK_TABLE)) {
      var builder = Architecture.builder(run.space);
      for (int b = 0; b < SearchSpace.BLOCKS; b++) {
        builder.block(8).op(List.of(0), List.of(1), 8, Pattern.SINGLE, TestSpaces.plain(1));
      }
      Architecture a = builder.build();
      NDArray table = run.net.parameters().trained().get("hyper.bank_table.weight");
      float[] before = table.toFloatArray();
      SmashTrainer trainer = run.trainer(1);
      Minibatch batch = run.training.inOrder().iterator().next();
      for (int i = 0; i < 3; i++) {
        trainer.step(batch, a, 1e-2, 0);
      }
      float[] after = table.toFloatArray();
      for (int i = 0; i < before.length; i++) {
        // 16 x 48; filters are of 8 rows, and bank 0 has the first 8 of each block's 16 columns
        boolean used = i / 48 < 8 && i % 16 < 8;
        assertThat(after[i] != before[i]).as("element %d", i).isEqualTo(used);
      }
    }
  }

  @Test
  void nativeArraysStayFlat() {
    try (TinyRun run = new TinyRun(PointwiseSource.BANK_TABLE)) {
      SmashTrainer trainer = run.trainer(1);
      Minibatch batch = run.training.inOrder().iterator().next();
      List<Architecture> all = Sampler.of(run.space).sample(50, 5);
      // The first time around, constants are made for shapes as they come, and stay.
      all.forEach(a -> trainer.step(batch, a, 1e-3, 0));
      int before = nativeArrays(run);
      all.forEach(a -> trainer.step(batch, a, 1e-3, 0));
      all.forEach(a -> Evaluation.of(run.net, a, run.validation));
      assertThat(nativeArrays(run)).isEqualTo(before);
    }
  }

  private static int nativeArrays(TinyRun run) {
    NDManager own = run.net.parameters().manager();
    return own.getManagedArrays().size() + own.getParentManager().getManagedArrays().size();
  }
}
