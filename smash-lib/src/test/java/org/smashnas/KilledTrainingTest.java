package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.train.Progress;

class KilledTrainingTest {
  @ParameterizedTest
  @MethodSource("org.smashnas.Kills#kinds")
  void aTrainingWhoseProcessIsKilledEndsWithTheSameWeights(String kind, @TempDir Path folder)
      throws Exception {
    String whole = Kills.end(kind, Optional.empty(), Progress.silent());
    Path steps = folder.resolve("steps");
    assertThat(Kills.endAfter(2, kind, steps, new Random(1))).isEqualTo(whole);
    // What killed writes left is gone.
    assertThat(steps.toFile().list()).allMatch(name -> name.matches("step-\\d+"));
  }
}
