package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureGridTest {
  @Test
  void pixelsAreEnlargedWithoutSmoothing() {
    BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(1, 0, 0xFF0000);
    picture.setRGB(0, 1, 0x00FF00);
    BufferedImage grid = PictureGrid.draw(List.of(picture), List.of("cat"), 4, 8);
    int[] counts = new int[3];
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        int rgb = grid.getRGB(10 + x, 10 + y) & 0xFFFFFF;
        assertThat(rgb).isIn(0, 0xFF0000, 0x00FF00);
        counts[rgb == 0 ? 0 : rgb == 0xFF0000 ? 1 : 2]++;
      }
    }
    assertThat(counts).containsExactly(128, 64, 64);
  }

  @Test
  void picturesFillRowsOfTheGivenLength() {
    BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    BufferedImage one = PictureGrid.draw(List.of(picture), List.of(""), 3, 1);
    BufferedImage four =
        PictureGrid.draw(
            List.of(picture, picture, picture, picture), List.of("a", "b", "c", "d"), 3, 1);
    assertThat(four.getWidth()).isEqualTo(10 + 3 * (one.getWidth() - 10));
    assertThat(four.getHeight()).isEqualTo(10 + 2 * (one.getHeight() - 10));
  }

  @Test
  void longLabelsAreCutToThePicturesWidth() {
    String text = Label.shorten("a label that is far too long", DiagramScale.TEXT, 60);
    assertThat(text).startsWith("a lab").endsWith("…");
    assertThat(Fonts.width(text, DiagramScale.TEXT)).isLessThanOrEqualTo(60);
  }

  @Test
  void impossibleArgumentsAreRefused() {
    BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    assertThatThrownBy(() -> PictureGrid.draw(List.of(), List.of(), 3, 1))
        .hasMessageContaining("0 pictures and 0 labels");
    assertThatThrownBy(() -> PictureGrid.draw(List.of(picture), List.of("a"), 0, 1))
        .hasMessage("columns is 0 and zoom 1; both are at least 1");
  }
}
