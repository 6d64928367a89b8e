package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smashnas.train.Confusion;

class ConfusionMapTest {
  private static Confusion confusion(int classes) {
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < classes; i++) {
      counts[i][i] = 30 + i;
      counts[i][(i + 3) % classes] += 10;
    }
    return Confusion.of(counts);
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "some class " + i).toList();
  }

  @Test
  void everyClassHasARowAndAColumnOfTheShareOfItsExamples() {
    BufferedImage image =
        ConfusionMap.draw(Confusion.of(new int[][] {{4, 0}, {1, 3}}), List.of("cat", "dog"));
    Set<Color> corners = new HashSet<>();
    int right = image.getWidth() - 16;
    int bottom = image.getHeight() - 16;
    for (int x : new int[] {right - 70, right - 30}) {
      for (int y : new int[] {bottom - 70, bottom - 30}) {
        corners.add(new Color(image.getRGB(x, y)));
      }
    }
    assertThat(corners)
        .containsExactlyInAnyOrder(
            ConfusionMap.shade(1), Color.WHITE, ConfusionMap.shade(.25), ConfusionMap.shade(.75));
  }

  @Test
  void aHundredClassesStillFitOnAScreen() {
    BufferedImage image = ConfusionMap.draw(confusion(100), names(100));
    assertThat(image.getWidth()).isLessThan(1000);
    assertThat(image.getHeight()).isLessThan(1000);
  }

  @Test
  void namesForAllClassesAreNeeded() {
    assertThatThrownBy(() -> ConfusionMap.draw(confusion(5), names(4)))
        .hasMessageContaining("of 5 classes with 4 names");
    assertThatThrownBy(() -> ConfusionMap.draw(Confusion.none(), List.of()))
        .hasMessageContaining("an evaluation on data");
  }
}
