package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;
import org.smashnas.train.Evaluation;

class PlaygroundTest {
  // Banks of 4 channels, of which an op reads two or four; the input is banks 0 and 1.
  private static final SearchSpace SPACE = TestSpaces.tiny();
  private static final Architecture NETWORK =
      Architecture.builder(SPACE)
          .block(4)
          .op(List.of(0, 1), List.of(2), 4)
          .op(List.of(0, 2), List.of(0, 3), 8)
          .block(4)
          .op(List.of(0, 1), List.of(0), 4)
          .block(8)
          .op(List.of(0), List.of(0), 8)
          .build();

  private final List<Architecture> scored = new ArrayList<>();

  private Playground playground() {
    return Playground.of(
        Encoding.oneHot(SPACE),
        a -> {
          scored.add(a);
          return new Evaluation(1.0 / scored.size(), 1, 100);
        },
        NETWORK);
  }

  @Test
  void anAllowedChangeMakesTheNetworkAndItsScore() {
    Playground playground = playground().op(1).dilation(0, List.of(2, 1)).write(List.of(3, 1));
    Architecture by = playground.architecture();
    assertThat(by.sites().get(1).op().write()).containsExactly(1, 3);
    assertThat(by.sites().get(1).op().convs().get(0).dilation()).containsExactly(2, 1);
    assertThat(by.sites().get(0).op()).isEqualTo(NETWORK.sites().get(0).op());
    assertThat(playground.score().error()).isEqualTo(1.0 / 3);
    assertThat(scored).hasSize(3).last().isEqualTo(by);
    assertThat(playground.refused()).isEmpty();
  }

  @Test
  void fewerUnitsNeedFewerOutputsOfThe1x1() {
    Playground playground = playground().op(3);
    assertThat(playground.unitChoices()).containsExactly(8);
    playground.op(1).units(4);
    // bottleneckFor: the lesser of 8 channels read and 2 x 4 units.
    assertThat(playground.architecture().sites().get(1).op().bottleneck()).isEqualTo(8);
    assertThat(playground.unitChoices()).containsExactly(4, 8);
  }

  @Test
  void aRefusedChangeSaysWhyAndLeavesNetworkAndScore() {
    Playground playground = playground().op(1).read(List.of(0));
    assertThat(playground.refused().orElseThrow())
        .isEqualTo(
            "block 0 has an op that reads 4 channels; space v2 allows multiples of 8 channels"
                + " (bankUnit x depthCompression) there");
    assertThat(playground.architecture()).isEqualTo(NETWORK);
    assertThat(playground.asked().read()).containsExactly(0);
    assertThat(playground).asString().contains("not what was asked for: block 0 has");
    assertThat(scored).hasSize(1);
  }

  @Test
  void aBankThatNobodyFillsAnyMoreIsRefused() {
    Playground playground = playground().write(List.of(0));
    assertThat(playground.refused().orElseThrow()).contains("reads bank 2, which is empty");
  }

  @Test
  void changesThatAreAllowedOnlyTogetherFollowOneAnother() {
    Playground playground = playground().op(1).read(List.of(2)).read(List.of(2, 1));
    assertThat(playground.refused()).isEmpty();
    assertThat(playground.architecture().sites().get(1).op().read()).containsExactly(1, 2);
  }

  @Test
  void anotherOpAsksForWhatItIs() {
    Playground playground = playground().op(1).read(List.of()).op(2);
    assertThat(playground.refused()).isEmpty();
    assertThat(playground.asked().read()).containsExactly(0, 1);
    assertThat(playground.site()).isEqualTo(NETWORK.sites().get(2));
  }

  @Test
  void anOpThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> playground().op(4)).hasMessage("op is 4; the network's are 0 to 3");
  }

  @Test
  void aNetworkThatCannotBeScoredIsNotKept() {
    Playground playground =
        Playground.of(
            Encoding.oneHot(SPACE),
            a -> {
              if (!a.equals(NETWORK)) {
                throw new IllegalStateException("the scorer is closed");
              }
              return new Evaluation(0.5, 1, 100);
            },
            NETWORK);
    playground.op(1).units(4);
    assertThat(playground.refused()).contains("the scorer is closed");
    assertThat(playground.architecture()).isEqualTo(NETWORK);
  }
}
