package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.encoding.Encoding;
import org.smashnas.study.Regime;
import org.smashnas.train.SmashConfig;

class NetworksTest {
  private static final Dataset DATA = Datasets.shapes(100, 30, 1);
  @TempDir Path folder;

  private Smash found(SmashConfig config, long seed) {
    Budget budget = SavedSmashTest.TINY.withSmash(config);
    return Networks.found(
        SmashPlan.of(SearchSpace.v2(), DATA, budget, Encoding::oneHot, seed), folder);
  }

  private int folders() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return (int) all.filter(Files::isDirectory).count();
    }
  }

  private static String said(Supplier<Smash> what) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      what.get().close();
      return bytes.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void whatWasTrainedIsLoadedAndSaysSo() throws IOException {
    SmashConfig config = SavedSmashTest.TINY.smash();
    try (Smash first = found(config, 5);
        Smash second = found(config, 5)) {
      // times and all: nothing was trained anew
      assertThat(second.history()).isEqualTo(first.history());
      var one = first.space().sample(3);
      assertThat(second.scorer().evaluate(one)).isEqualTo(first.scorer().evaluate(one));
      assertThat(folders()).isEqualTo(1);
    }
    assertThat(said(() -> found(config, 5)))
        .contains("Loaded a SMASH network of space v2, 2 epochs")
        .contains("trained until 20")
        .contains(", from " + folder.getFileName() + "/v2-tiny-normal-seed-5-")
        .doesNotContain(folder.toString());
    assertThat(said(() -> found(config, 6))).doesNotContain("Loaded");
  }

  @Test
  void anotherSeedTrainingOrRegimeIsAnotherNetwork() throws IOException {
    SmashConfig config = SavedSmashTest.TINY.smash().withEpochs(1);
    found(config, 1).close();
    found(config, 2).close();
    found(config.withLearningRate(2e-3), 1).close();
    try (Smash smash = found(config, 1)) {
      assertThat(folders()).isEqualTo(3);
      Regime other = new Regime("longer", s -> s, c -> c.withEpochs(2));
      Networks.found(smash.plan(other, 1), folder).close();
      try (Smash again = Networks.found(smash.plan(other, 1), folder)) {
        assertThat(again.history().epochs()).hasSize(2);
        assertThat(folders()).isEqualTo(4);
      }
    }
  }
}
