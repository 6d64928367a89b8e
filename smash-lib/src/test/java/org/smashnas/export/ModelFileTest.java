package org.smashnas.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.Pool;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.arch.Write;
import org.smashnas.data.Normalization;
import org.smashnas.export.ModelFile.Weights;

class ModelFileTest {
  private static String text(Architecture a, Weights weights) {
    return new ModelFile(a, weights, Optional.empty()).text();
  }

  @Test
  void everyPlaceholderIsFilledInAndNoLineIsTooLong() {
    SearchSpace voxels = SearchSpace.v2().withDims(3).withGates(true);
    for (SearchSpace space : List.of(SearchSpace.v1(), SearchSpace.v2(), voxels)) {
      Architecture a = space.sample(1);
      for (Weights weights : Weights.values()) {
        String text = text(a, weights);
        assertThat(text).contains(a.id()).doesNotContain("{{").doesNotContain("}}");
        assertThat(text.lines()).allMatch(line -> line.length() < 80 && !line.endsWith(" "));
      }
    }
  }

  @Test
  void opsAreListedUnderOneLineThatDescribesThem() {
    SearchSpace space =
        TestSpaces.rich(TestSpaces.tiny()).withActivations(List.of(Activation.TANH));
    Conv wide = new Conv(true, List.of(3, 5), List.of(2, 1), 2);
    Block block =
        new Block(
            4,
            2,
            3,
            List.of(
                TestSpaces.op(space, 4, List.of(0, 1), List.of(2), 4, Pattern.LOPSIDED, wide)
                    .withActivation(Activation.TANH)
                    .withGated(true)
                    .withWriting(Write.MULTIPLY)
                    .withPool(Pool.MAX)));
    Architecture a = new Architecture(space, List.of(block, block, block));
    assertThat(text(a, Weights.FREE))
        .contains(
            """
                # Block 1, 4x4 cells
                dict(bank=4, filled=2, banks=3, ops=[
                    # Op 0: 8 channels, 1x1 to 8, two paths to 4 units, gated
                    dict(
                        read=[0, 1],
                        write=[2],
                        bottleneck=8, units=4, activation="tanh", gated=True,
                        writing="multiply", pool="max",
                        paths=[
                            [((3, 5), (2, 1), 2),
                             ((3, 5), (2, 1), 2)],
                            [((3, 5), (2, 1), 2)],
                        ]),
                ]),
            """);
  }

  @Test
  void batchNormIsWhereTheNetworkHasIt() {
    SearchSpace plain = TestSpaces.tiny();
    assertThat(text(plain.sample(1), Weights.FREE))
        .contains("POINTWISE_NORM = True", "CONV_NORM = True", "RUNNING_STATISTICS = True");
    assertThat(text(plain.sample(1), Weights.GENERATED))
        .contains("POINTWISE_NORM = False", "CONV_NORM = False", "RUNNING_STATISTICS = False");
    assertThat(text(plain.withOpNorm(true).sample(1), Weights.GENERATED))
        .contains("POINTWISE_NORM = False", "CONV_NORM = True", "RUNNING_STATISTICS = False");
  }

  @Test
  void normalisationIsThereIfItIsKnown() {
    Architecture a = TestSpaces.tiny().sample(1);
    Normalization known = new Normalization(List.of(0.5f, 0.25f, 0f), List.of(1f, 2f, 0.1f));
    assertThat(new ModelFile(a, Weights.FREE, Optional.of(known)).text())
        .contains("MEAN = [0.5, 0.25, 0.0]", "STD = [1.0, 2.0, 0.1]", "normalize().");
    assertThat(text(a, Weights.FREE)).contains("MEAN = None", "STD = None", "is not known here.");
  }

  @Test
  void aSpacesNameCannotEndTheDescription() {
    SearchSpace space = TestSpaces.tiny().withName("\"\"\"\\\nimport os");
    assertThat(text(space.sample(1), Weights.FREE)).contains("of space _____import os, in PyTorch");
  }

  @Test
  void longListsAreBroken() {
    String list = PythonText.list(IntStream.range(0, 240).boxed().toList());
    String wrapped = PythonText.wrap("read=" + list + ",", 12);
    assertThat(wrapped.lines()).allMatch(l -> l.length() < 80 && l.startsWith(" ".repeat(12)));
    assertThat(wrapped.replaceAll("\\s+", " ").strip()).isEqualTo("read=" + list + ",");
  }
}
