package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final List<Integer> SHAPE = List.of(1, 4, 4);
  private final Dataset data =
      new Dataset(
          "data",
          ExamplesTest.random(40, SHAPE, 1),
          ExamplesTest.random(20, SHAPE, 2),
          "made by hand");

  @Test
  void aSplitDividesTheTrainingSetAndLeavesTheTestSet() {
    Split split = data.split(15, 7);

    assertThat(split.train().size()).isEqualTo(25);
    assertThat(split.validation().size()).isEqualTo(15);
    assertThat(split.test()).isSameAs(data.test());
    // Sixteen random bytes identify an example, so equal multisets mean: each is used just once.
    List<String> both = contents(split.train());
    both.addAll(contents(split.validation()));
    assertThat(both).containsExactlyInAnyOrderElementsOf(contents(data.train()));
    assertThat(split.validation().name()).isEqualTo("data validation");
  }

  @Test
  void aSplitDependsOnTheSeedAlone() {
    List<String> first = contents(data.split(15, 7).validation());
    assertThat(contents(data.split(15, 7).validation())).isEqualTo(first);
    assertThat(contents(data.split(15, 8).validation())).isNotEqualTo(first);
  }

  @Test
  void aSplitThatLeavesAPartEmptyIsRefused() {
    for (int validation : new int[] {0, -1, 40}) {
      assertThatThrownBy(() -> data.split(validation, 1))
          .hasMessageContaining("validation size " + validation)
          .hasMessageContaining("1 to 39");
    }
  }

  @Test
  void aLimitKeepsARandomPartInOrder() {
    Dataset part = data.limit(10, 5, 3);
    assertThat(part.train().size()).isEqualTo(10);
    assertThat(part.test().size()).isEqualTo(5);
    assertThat(contents(data.train())).containsSubsequence(contents(part.train()));
    assertThat(contents(data.limit(20, 5, 3).test())).isEqualTo(contents(part.test()));
    assertThat(data.limit(99, 99, 3)).isEqualTo(data);
    assertThatThrownBy(() -> data.limit(0, 5, 3)).hasMessageContaining("limited to 0");
  }

  @Test
  void bothPartsAreReduced() {
    Dataset half = data.atResolution(2);
    assertThat(half.train().shape()).isEqualTo(half.test().shape()).containsExactly(1, 2, 2);
  }

  @Test
  void examplesOfZerosAreLeftOutOnRequestAndCounted() {
    byte[] values = new byte[3 * 16];
    values[16] = 1;
    values[47] = (byte) 255;
    List<String> names = List.of("a", "b");
    Examples train = new Examples("train", names, SHAPE, values, new int[] {0, 1, 0});
    Examples test = new Examples("test", names, SHAPE, new byte[16], new int[] {1});
    Dataset all = new Dataset("data", train, test, "made by hand");
    Dataset kept = all.withoutEmpty();
    assertThat(kept.train().labels()).containsExactly(1, 0);
    assertThat(kept.test().size()).isZero();
    assertThat(kept.source()).isEqualTo("made by hand; left out as empty: 1 training, 1 test");
    assertThat(kept.withoutEmpty()).isSameAs(kept);
  }

  @Test
  void partsThatDifferInShapeAreRefused() {
    Examples other = ExamplesTest.random(3, List.of(1, 2, 2), 1);
    assertThatThrownBy(() -> new Dataset("data", data.train(), other, "made by hand"))
        .hasMessageContaining("[1, 4, 4]")
        .hasMessageContaining("[1, 2, 2]");
    assertThatThrownBy(() -> new Split(data.train(), other, data.test()))
        .hasMessageContaining("must be the same");
    assertThatThrownBy(() -> new Dataset("data", data.train(), data.test(), ""))
        .hasMessageContaining("source");
  }

  static List<String> contents(Examples examples) {
    List<String> contents = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      contents.add(examples.label(i) + " " + Arrays.toString(examples.values(i)));
    }
    return contents;
  }
}
