package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  @Test
  void weightsThatNothingReachesAreClosed() {
    NDManager manager = managerOfDroppedWeights();
    for (int i = 0; i < 50 && manager.isOpen(); i++) {
      NativeMemory.reclaim();
    }
    assertThat(manager.isOpen()).isFalse();
  }

  @Test
  void weightsInUseStay() {
    try (Parameters parameters = new Parameters(DataType.FLOAT32)) {
      NDArray one = parameters.add("one", new Shape(1), new double[] {1});
      NativeMemory.reclaim();
      assertThat(one.getFloat()).isEqualTo(1);
      assertThat(parameters.manager().isOpen()).isTrue();
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    Parameters parameters = new Parameters(DataType.FLOAT32);
    parameters.close();
    parameters.close();
    assertThat(parameters.manager().isOpen()).isFalse();
  }

  private static NDManager managerOfDroppedWeights() {
    Parameters dropped = new Parameters(DataType.FLOAT32);
    dropped.add("one", new Shape(1), new double[] {1});
    return dropped.manager();
  }
}
