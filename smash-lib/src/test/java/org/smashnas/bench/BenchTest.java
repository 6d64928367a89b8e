package org.smashnas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.nn.Precision;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

class BenchTest {
  @TempDir private Path folder;

  @Test
  void everyWorkloadOfEverySizeHasARowAndEverySizeItsArchitectures() throws IOException {
    Bench.run(
        folder,
        "architectures=2",
        "passes=1",
        "batch=2",
        "resolution=8",
        "precision=float32",
        "only=encoding,data_1000,hypernet,smash_step,result_step");
    Table table = Tables.read(folder.resolve("bench.arrow"));
    assertThat(table.stringColumn("workload").asList())
        .containsExactly(
            "encoding",
            "data_1000",
            "hypernet",
            "smash_step",
            "result_step",
            "encoding",
            "data_1000",
            "hypernet",
            "smash_step",
            "result_step");
    assertThat(table.doubleColumn("milliseconds").min()).isPositive();
    assertThat(table.intColumn("more_arrays").asList()).containsOnly(0);
    for (Bench.Size size : Bench.Size.all("laptop", 8)) {
      List<Architecture> list =
          ArchitectureJson.readLines(folder.resolve(size.space().maxUnits() + "-units.jsonl"));
      assertThat(list).isEqualTo(Sampler.of(size.space()).sample(2, 1));
    }
  }

  @Test
  void theLaboratorysSpaceIsTakenWhenAskedFor() throws IOException {
    Bench.run(
        folder,
        "space=lab",
        "resolution=16",
        "architectures=2",
        "only=encoding",
        "precision=float32");
    List<Architecture> list = ArchitectureJson.readLines(folder.resolve("24-units.jsonl"));
    assertThat(list).isEqualTo(Sampler.of(SearchSpace.lab()).sample(2, 1));
  }

  @Test
  void aStepsOperationsAreThoseOfForwardAndTwiceAsManyBackward() {
    Bench.Size size = Bench.Size.all("laptop", 8).get(0);
    Architecture a = size.space().sample(1);
    try (Workload work = Workload.smashStep(size.space(), Precision.FLOAT32, 2);
        Workload hyper = Workload.hyperNet(size.space(), Precision.FLOAT32);
        Workload result = Workload.resultStep(size.space(), Precision.FLOAT32, 2)) {
      double network = 3 * 2 * 2.0 * a.multiplyAdds();
      assertThat(result.operations().applyAsDouble(a)).isCloseTo(network, within(1.0));
      assertThat(work.operations().applyAsDouble(a))
          .isCloseTo(network + hyper.operations().applyAsDouble(a), within(1.0));
    }
  }

  @Test
  void networksAreExportedForPyTorchWhenAskedFor() throws IOException {
    Bench.run(
        folder, "architectures=2", "passes=1", "only=encoding", "precision=float32", "export=yes");
    for (Bench.Size size : Bench.Size.all("laptop", 32)) {
      List<Architecture> list = Sampler.of(size.space()).sample(2, 1);
      for (int i = 0; i < 2; i++) {
        Path model = folder.resolve("models/" + size.space().maxUnits() + "-units/0" + i);
        assertThat(model.resolve("model.py")).isNotEmptyFile();
        String json = Files.readString(model.resolve("architecture.json"));
        assertThat(ArchitectureJson.read(json)).isEqualTo(list.get(i));
      }
    }
  }

  @Test
  void anUnknownOptionOrWorkloadIsNamed() {
    assertThatThrownBy(() -> Bench.run(folder, "repeat=3"))
        .hasMessageContaining("\"repeat=3\"")
        .hasMessageContaining("passes");
    assertThatThrownBy(() -> Bench.run(folder, "only=stem", "precision=float32"))
        .hasMessageContaining("\"stem\"")
        .hasMessageContaining("smash_step");
    assertThatThrownBy(() -> Bench.run(folder, "space=v3", "precision=float32"))
        .hasMessageContaining("\"v3\"")
        .hasMessageContaining("lab");
  }
}
