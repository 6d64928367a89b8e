package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;
import org.smashnas.search.Playground;
import org.smashnas.train.Evaluation;

class ControlsTest {
  // Banks of 4 channels, of which an op reads two or four; the input is banks 0 and 1.
  private static final SearchSpace SPACE = TestSpaces.tiny();
  private static final Architecture NETWORK =
      Architecture.builder(SPACE)
          .block(4)
          .op(List.of(0, 1), List.of(2), 4)
          .op(
              List.of(0, 2),
              List.of(0, 2),
              8,
              Pattern.LONG,
              TestSpaces.plain(1),
              TestSpaces.plain(1))
          .block(8)
          .op(List.of(0), List.of(0), 8)
          .block(8)
          .op(List.of(0), List.of(0), 8)
          .build();

  private final Playground playground = playground(NETWORK);
  private final Controls controls = new Controls(playground, "a");

  private static Playground playground(Architecture network) {
    Encoding encoding = Encoding.oneHot(network.space());
    return Playground.of(encoding, x -> new Evaluation(0.25, 1, 100), network);
  }

  @Test
  void eachModelStandsAfterThoseThatItHolds() {
    Set<String> known = new HashSet<>();
    controls
        .models()
        .forEach(
            (id, state) -> {
              state.values().forEach(value -> assertThat(known).containsAll(references(value)));
              known.add("IPY_MODEL_" + id);
            });
    assertThat(List.copyOf(controls.models().keySet())).last().isEqualTo(controls.root());
  }

  @Test
  void aSwitchChangesTheNetworkAndTheDrawing() {
    Map<String, ?> news = controls.changed("a-write-1", Map.of("value", true));
    assertThat(playground.architecture().sites().get(0).op().write()).containsExactly(1, 2);
    assertThat(news).containsOnlyKeys("a-picture");
  }

  @Test
  void aRefusedSwitchStaysAndItsReasonStandsOverTheDrawing() {
    String before = (String) controls.models().get("a-picture").get("value");
    var news = controls.changed("a-read-1", Map.of("value", false));
    assertThat(playground.architecture()).isEqualTo(NETWORK);
    assertThat(news).containsOnlyKeys("a-picture");
    assertThat((String) news.get("a-picture").get("value"))
        .startsWith("<div style=\"color:#b00020\">block 0 has an op that reads 4 channels;")
        .endsWith(before);
    assertThat(controls.models().get("a-read-1")).containsEntry("value", false);
  }

  @Test
  void anotherOpBringsItsOwnBanksUnitsAndSliders() {
    // Numbers come from JSON as doubles.
    var news = controls.changed("a-op", Map.of("index", 1.0));
    assertThat(news.get("a-read-1")).isEqualTo(Map.of("value", false));
    assertThat(news.get("a-units")).isEqualTo(Map.of("index", 1));
    assertThat(references(news.get("a-all").get("children")))
        .contains("IPY_MODEL_a-dilation-3", "IPY_MODEL_a-dilation-4")
        .doesNotContain("IPY_MODEL_a-dilation-6");
    assertThat(news).doesNotContainKeys("a-op", "a-picture");
    // Of block 1 with its one bank.
    assertThat(
            references(controls.changed("a-op", Map.of("index", 2)).get("a-reads").get("children")))
        .containsExactly("IPY_MODEL_a-read-label", "IPY_MODEL_a-read-0");
  }

  @Test
  void aSliderMovesOneAxis() {
    controls.changed("a-op", Map.of("index", 1));
    controls.changed("a-dilation-4", Map.of("value", 2));
    assertThat(playground.architecture().sites().get(1).op().convs().get(1).dilation())
        .containsExactly(1, 2);
  }

  @Test
  void aSliderOfAnIsotropicSpaceMovesAllAxes() {
    Playground isotropic = playground(TestSpaces.tinyV1().sample(1));
    Controls own = new Controls(isotropic, "b");
    own.changed("b-dilation-0", Map.of("value", 3));
    assertThat(isotropic.architecture().sites().get(0).op().convs().get(0).dilation())
        .containsExactly(3, 3);
    assertThat(own.models()).doesNotContainKey("b-dilation-1");
  }

  @Test
  void unitsAreChosenByTheirPlace() {
    controls.changed("a-op", Map.of("index", 1));
    controls.changed("a-units", Map.of("index", 0));
    assertThat(playground.architecture().sites().get(1).op().units()).isEqualTo(4);
  }

  @Test
  void whatIsNoControlsIsPassedOver() {
    assertThat(controls.changed("elsewhere", Map.of("value", 1))).isEmpty();
    assertThat(controls.changed("a-units", Map.of("disabled", true))).isEmpty();
    assertThat(controls.changed("a-picture", Map.of("value", "x"))).isEmpty();
    assertThat(playground.architecture()).isEqualTo(NETWORK);
  }

  @Test
  void aStoredCellHasTheDrawingAndTheCode() {
    Rendered data = Rendered.of(playground);
    assertThat(data.text()).startsWith(NETWORK + "; score: error 25.0%");
    assertThat(data.svg()).contains("<svg");
    assertThat(data.images()).isEqualTo(2);
  }

  private static List<String> references(Object value) {
    List<String> found = new ArrayList<>();
    for (Object each : value instanceof List<?> list ? list : List.of(value)) {
      if (each instanceof String text && text.startsWith("IPY_MODEL_")) {
        found.add(text);
      }
    }
    return found;
  }
}
