package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Field;
import org.smashnas.plot.MapLayout.Band;

class EncodingMapTest {
  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void cellsAreColouredWhereTheEmbeddingIsSet(Architecture architecture) {
    Encoding encoding = Encoding.oneHot(architecture.space());
    Embedding embedding = encoding.encode(architecture);
    MapLayout layout = MapLayout.of(encoding, architecture);
    BufferedImage image = EncodingMap.draw(encoding, architecture);
    for (int b = 0; b < layout.bands().size(); b++) {
      Band band = layout.bands().get(b);
      Color full = Theme.palette().get(b % Theme.palette().size());
      for (int c = 0; c < band.field().channels(); c++) {
        for (int l = 0; l < layout.columns(); l++) {
          boolean set = embedding.at(band.channel() + c, 0, l) == 1;
          // One pixel in: separators lie on the edges.
          int pixel = image.getRGB(layout.x(l) + 1, layout.y(band, c) + 1);
          assertThat(pixel).isEqualTo((set ? full : Theme.SHADE).getRGB());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void barsAreAsHighAsTheOpFillsRows(Architecture architecture) {
    Encoding encoding = Encoding.oneHot(architecture.space());
    MapLayout layout = MapLayout.of(encoding, architecture);
    BufferedImage image = EncodingMap.draw(encoding, architecture);
    for (OpSite site : architecture.sites()) {
      for (int row = 0; row < layout.rows(); row++) {
        Color expected = row < site.rows() ? Theme.MUTED : Theme.SHADE;
        assertThat(image.getRGB(layout.x(site.column()), layout.fillY(row) + 2))
            .isEqualTo(expected.getRGB());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void everyFieldIsNamedAndLabelsDoNotOverlap(Architecture architecture) {
    Encoding encoding = Encoding.oneHot(architecture.space());
    MapLabels labels = labels(encoding, architecture);
    assertThat(labels.all())
        .extracting(Label::text)
        .containsAll(encoding.fields().stream().map(Field::name).toList())
        .contains("block 0", "block 1", "block 2");
    assertThat(labels.all())
        .allMatch(l -> l.x() >= 0 && l.bounds().getMaxX() <= labels.width())
        .allMatch(l -> l.y() <= labels.height());
    Overlaps.assertNone(labels.all());
  }

  @Test
  void fillOfTwoRowsHasNoRoomForALabelEach() {
    Architecture architecture = TestSpaces.tiny().sample(1);
    List<Label> labels = labels(Encoding.oneHot(architecture.space()), architecture).all();
    assertThat(labels).extracting(Label::text).contains("0 to 1");
    Overlaps.assertNone(labels);
  }

  @Test
  void negativeValuesAreGreyAndNamedInTheLegend() {
    Architecture architecture = Samples.laptop();
    Field field = Field.of("sign", 2, (column, out) -> out[column.index() % 2] = -2);
    Encoding encoding = new Encoding(architecture.space(), List.of(field));
    MapLayout layout = MapLayout.of(encoding, architecture);
    Color cell =
        new Color(
            EncodingMap.draw(encoding, architecture)
                .getRGB(layout.x(0) + 1, layout.y(layout.bands().get(0), 0) + 1));
    assertThat(cell.getBlue() - cell.getRed()).isBetween(0, 30);
    assertThat(cell.getRed()).isLessThan(160);
    assertThat(labels(encoding, architecture).all())
        .extracting(Label::text)
        .anyMatch(t -> t.contains("full grey -2"));
  }

  @Test
  void theOffValueIsBlankAndPermutedChannelsStandWithTheirFields() {
    Architecture architecture = Samples.laptop();
    Encoding plain = Encoding.oneHot(architecture.space());
    Encoding other = plain.withOffValue(-1).permuted(3);
    BufferedImage expected = EncodingMap.draw(plain, architecture);
    BufferedImage image = EncodingMap.draw(other, architecture);
    MapLayout layout = MapLayout.of(plain, architecture);
    for (int y = 0; y < layout.bottom(); y++) {
      for (int x = 0; x < layout.x(layout.columns()); x++) {
        assertThat(image.getRGB(x, y)).isEqualTo(expected.getRGB(x, y));
      }
    }
    assertThat(labels(other.inFieldOrder(), architecture).all())
        .extracting(Label::text)
        .anyMatch(t -> t.contains("Full colour is 1, blank -1"));
  }

  private static MapLabels labels(Encoding encoding, Architecture architecture) {
    MapLayout layout = MapLayout.of(encoding, architecture);
    return MapLabels.of(layout, architecture, encoding.encode(architecture));
  }
}
