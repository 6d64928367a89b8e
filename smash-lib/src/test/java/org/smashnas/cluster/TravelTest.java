package org.smashnas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.DataPath;
import org.smashnas.data.Datasets;
import org.smashnas.data.Examples;
import org.smashnas.data.Split;
import org.smashnas.study.WholeTraining;
import org.smashnas.train.Confusion;
import org.smashnas.train.Epoch;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Outcomes;
import org.smashnas.train.ResultConfig;

/** What travels to other JVMs and back. */
class TravelTest {
  @SuppressWarnings("unchecked")
  private static <T> T travelled(T value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  void architecturesConfigsAndResultsArriveAsTheyWere() throws Exception {
    BitSet wrong = new BitSet();
    wrong.set(2);
    Evaluation e =
        new Evaluation(
            0.25,
            Double.NaN,
            4,
            0.1 + 0.2,
            Confusion.of(new int[][] {{1, 0}, {1, 2}}),
            Outcomes.of(wrong, 4));
    History history = History.empty("n").with(new Epoch(1, 1 / 3.0, Double.NaN, 0.5, 0.1, 2));
    WholeTraining whole = new WholeTraining(history, e);
    WholeTraining there = travelled(whole);
    assertThat(there.history()).isEqualTo(history);
    assertThat(there.test().outcomes()).isEqualTo(e.outcomes());
    assertThat(there.test()).hasToString(e.toString());
    for (Object value :
        List.of(
            TestSpaces.tiny().sample(3),
            ResultConfig.paper(),
            DataPath.of("shapes", Path.of("-")))) {
      assertThat(travelled(value)).isEqualTo(value);
    }
  }

  @Test
  void aPartOfExamplesTravelsWithoutItsWhole() throws Exception {
    Split split = Datasets.shapes(60, 20, 1).split(20, 3);
    Examples part = split.validation().shuffled(5);
    Examples there = travelled(part);
    assertThat(there.sha256()).isEqualTo(part.sha256());
    assertThat(there).hasToString(part.toString());
    assertThat(travelled(split).train().sha256()).isEqualTo(split.train().sha256());
  }

  @Test
  void dataSetsAreReadByTheirNames() {
    assertThatThrownBy(() -> DataPath.of("mnist", Path.of("x")))
        .hasMessageContaining("no data set \"mnist\"");
    assertThatThrownBy(() -> new DataPath(DataPath.Set.CIFAR10, "/nowhere").read())
        .hasMessageContaining("/nowhere");
  }

  @Test
  void withoutSparkASentenceSaysWhatToDo() {
    assertThatThrownBy(() -> Cluster.spark("local[2]", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("install.sh --spark");
  }
}
