package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.Precision;

/**
 * A network that the first version with this format saved, and its scores then: every later version
 * must load it.
 */
class SavedFolderTest {
  private static final Path RESOURCES =
      Path.of("src", "test", "resources", "org", "smashnas", "saved-1");
  private static final Dataset DATA = Datasets.shapes(100, 30, 1);

  /** Made it; another format gets a folder of its own beside it. */
  public static void main(String[] arguments) throws IOException {
    Budget budget =
        SavedSmashTest.TINY.withSmash(SavedSmashTest.TINY.smash().withPrecision(Precision.FLOAT32));
    try (Smash smash = Smash.train(TestSpaces.tiny(), DATA, budget, Encoding::oneHot, 1)) {
      smash.save(RESOURCES.resolve("network"));
      List<Architecture> some = Sampler.of(smash.space()).sample(4, 9);
      Files.write(
          RESOURCES.resolve("architectures.jsonl"),
          some.stream().map(ArchitectureJson::write).toList());
      Files.write(
          RESOURCES.resolve("cross-entropies.txt"),
          some.stream().map(a -> Double.toString(smash.scorer().evaluate(a).loss())).toList());
    }
  }

  @Test
  void aNetworkThatAnEarlierVersionSavedGivesTheScoresOfThen() throws IOException {
    List<Architecture> some = ArchitectureJson.readLines(RESOURCES.resolve("architectures.jsonl"));
    List<String> then = Files.readAllLines(RESOURCES.resolve("cross-entropies.txt"));
    try (Smash smash = Smash.load(RESOURCES.resolve("network"), DATA)) {
      assertThat(smash.history().epochs()).hasSize(2);
      assertThat(some).hasSameSizeAs(then).hasSize(4);
      for (int i = 0; i < some.size(); i++) {
        assertThat(smash.scorer().evaluate(some.get(i)).loss())
            .isCloseTo(Double.parseDouble(then.get(i)), within(1e-4));
      }
    }
  }
}
