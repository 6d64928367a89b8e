package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Architecture;
import org.smashnas.plot.Drawing.BankSign;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ArchitectureDiagramTest {
  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void svgIsXmlWithEveryLabelOfTheLayout(Architecture architecture) throws Exception {
    byte[] svg = ArchitectureDiagram.svg(architecture).getBytes(StandardCharsets.UTF_8);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    NodeList texts = document.getElementsByTagName("text");
    List<String> written =
        IntStream.range(0, texts.getLength())
            .mapToObj(i -> texts.item(i).getTextContent())
            .toList();
    assertThat(written)
        .containsExactlyElementsOf(
            DiagramLayout.of(architecture).labels.stream().map(Label::text).toList());
  }

  @Test
  void svgNamesNoFontOfThisMachine() {
    assertThat(ArchitectureDiagram.svg(Samples.laptop()).split("font-family", -1)).hasSize(2);
  }

  @Test
  void pictureHasTheMarksColours() {
    Architecture architecture = Samples.laptop();
    BufferedImage image = ArchitectureDiagram.draw(architecture);
    BankSign read =
        DiagramLayout.of(architecture).marks.stream()
            .filter(m -> m.kind() == BankSign.Kind.READ)
            .findFirst()
            .orElseThrow();
    assertThat(image.getRGB((int) read.x(), (int) read.y())).isEqualTo(Theme.BLUE.getRGB());
  }
}
