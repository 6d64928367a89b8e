package org.smashnas.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;
import org.smashnas.files.WholeFolder;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.Safetensors;
import org.smashnas.nn.SmashNet;

class ExportTest {
  private final Architecture a = TestSpaces.tiny().sample(1);
  @TempDir Path parent;

  private static void assertHolds(Path folder, Architecture a, Map<String, NDArray> expected)
      throws IOException {
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "architecture.json", "weights.safetensors", "model.py", "SHA256SUMS");
    assertThat(ArchitectureJson.readLines(folder.resolve("architecture.json"))).containsExactly(a);
    assertThat(folder.resolve("model.py")).content().contains(a.id());
    try (NDManager manager = NDManager.newBaseManager()) {
      Safetensors weights = Safetensors.read(folder.resolve("weights.safetensors"), manager);
      assertThat(weights.metadata()).containsEntry("architecture", a.id());
      assertThat(weights.arrays().keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
      expected.forEach(
          (name, array) -> {
            assertThat(weights.arrays().get(name).getShape()).isEqualTo(array.getShape());
            assertThat(weights.arrays().get(name).toFloatArray()).isEqualTo(array.toFloatArray());
          });
    }
  }

  @Test
  void aResultingNetworkIsWrittenWithItsRunningStatistics() throws IOException {
    Path folder = parent.resolve("new").resolve("best");
    try (ResultNet net = new ResultNet(a, Precision.FLOAT32, 0)) {
      Export.write(net, folder);
      Map<String, NDArray> all = new LinkedHashMap<>(net.parameters().trained());
      all.putAll(net.parameters().states());
      assertThat(all).containsKey("output.norm.running_var");
      assertHolds(folder, a, all);
    }
  }

  @Test
  void anArchitectureIsWrittenWithItsGeneratedWeights() throws IOException {
    Encoding encoding = Encoding.oneHot(a.space());
    Path folder = parent.resolve("best");
    for (boolean convs : new boolean[] {false, true}) {
      HyperShape shape = HyperShape.paper().withConvs(convs);
      try (SmashNet net = new SmashNet(encoding, shape, Precision.FLOAT32, 0)) {
        Export.write(net, a, folder);
        Map<String, NDArray> all = net.weights(a);
        assertThat(all).containsKey("blocks.0.ops.0.pointwise.weight");
        assertHolds(folder, a, all);
      }
    }
  }

  @Test
  void anEarlierExportIsReplaced() throws IOException {
    Path folder = parent.resolve("best");
    Architecture other = TestSpaces.tiny().sample(2);
    try (ResultNet first = new ResultNet(other, Precision.FLOAT32, 0);
        ResultNet second = new ResultNet(a, Precision.FLOAT32, 0)) {
      Files.createDirectory(folder);
      Export.write(first, folder);
      Files.createDirectory(folder.resolve("__pycache__"));
      Files.createFile(folder.resolve("__pycache__").resolve("model.cpython-311.pyc"));
      Export.write(second, folder);
      Map<String, NDArray> all = new LinkedHashMap<>(second.parameters().trained());
      all.putAll(second.parameters().states());
      assertHolds(folder, a, all);
    }
    assertThat(parent.toFile().list()).containsExactly("best");
  }

  @Test
  void aFolderWithAnythingElseIsRefusedAndStays() throws IOException {
    Files.writeString(parent.resolve("notes.txt"), "mine");
    try (ResultNet net = new ResultNet(a, Precision.FLOAT32, 0)) {
      assertThatThrownBy(() -> Export.write(net, parent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(parent + " has notes.txt, which is no part of an export")
          .hasMessageContaining("give a new folder");
      assertThat(parent.toFile().list()).containsExactly("notes.txt");
      assertThatThrownBy(() -> Export.write(net, parent.resolve("notes.txt")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("notes.txt is a file");
    }
  }

  @Test
  void aFailureLeavesTheEarlierExportAndNothingElse() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("best"));
    Files.writeString(folder.resolve("model.py"), "earlier");
    assertThatThrownBy(
            () ->
                new WholeFolder("an export", Set.of("model.py"))
                    .replace(
                        folder,
                        into -> {
                          assertThat(into.resolve("model.py").toFile().mkdir()).isTrue();
                          throw new UncheckedIOException(new IOException("disk full"));
                        }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot write an export to " + folder)
        .hasMessageContaining("disk full");
    assertThat(folder.resolve("model.py")).hasContent("earlier");
    assertThat(parent.toFile().list()).containsExactly("best");
  }

  @Test
  void weightsThatAreNoNumbersAreNotWritten() {
    Path folder = parent.resolve("spoilt");
    try (ResultNet net = new ResultNet(a, Precision.FLOAT32, 1)) {
      net.parameters().states().values().iterator().next().addi(Float.NaN);
      assertThatThrownBy(() -> Export.write(net, folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("running_mean holds values that are no finite numbers");
      assertThat(folder).doesNotExist();
    }
  }
}
