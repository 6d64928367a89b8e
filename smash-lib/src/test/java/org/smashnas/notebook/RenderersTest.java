package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class RenderersTest {
  private final Renderer renderer = new Renderer();

  RenderersTest() {
    JJavaScreen.register(renderer);
  }

  @Test
  void chartIsSvgAndAPngOfTwiceItsSize() throws IOException {
    DisplayData data = renderer.render(chart());
    assertThat(svg(data)).startsWith("<svg");
    BufferedImage png = png(data);
    assertThat(png.getWidth()).isEqualTo(800);
    assertThat(png.getHeight()).isEqualTo(600);
    assertThat(data.getData(MIMEType.TEXT_PLAIN)).isEqualTo("XYChart \"curves\": [loss]");
  }

  @Test
  void idsWithinAnSvgAreItsOwn() {
    String svg = svg(renderer.render(chart()));
    assertThat(svg).doesNotContainPattern(" id=\"(?!c[0-9a-f]+-)");
    assertThat(svg).doesNotContainPattern("url\\(#(?!c[0-9a-f]+-)");
  }

  @Test
  void chartOfManyShapesIsPngAlone() throws IOException {
    HeatMapChart chart = new HeatMapChartBuilder().width(400).height(300).build();
    int[] places = IntStream.range(0, 60).toArray();
    int[][] heat = new int[60][60];
    heat[5][7] = 1;
    chart.addSeries("cells", places, places, heat);
    DisplayData data = renderer.render(chart);
    assertThat(data.hasDataForType(MIMEType.IMAGE_SVG)).isFalse();
    assertThat(png(data).getWidth()).isEqualTo(800);
  }

  @Test
  void pictureIsPng() throws IOException {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    DisplayData data = renderer.render(image);
    assertThat(png(data).getHeight()).isEqualTo(16);
    assertThat(data.getData(MIMEType.TEXT_PLAIN)).isEqualTo("picture, 32 x 16 pixels");
  }

  @Test
  void tableIsHtmlAndPlainText() {
    DisplayData data = renderer.render(Table.create("t", IntColumn.create("n", 1, 2)));
    assertThat(data.getData(MIMEType.TEXT_HTML)).asString().contains("2 rows, 1 column");
    assertThat(data.getData(MIMEType.TEXT_PLAIN)).asString().contains("n");
  }

  @Test
  void kernelFindsTheExtension() {
    assertThat(ServiceLoader.load(Extension.class))
        .hasAtLeastOneElementOfType(SmashExtension.class);
  }

  private static XYChart chart() {
    XYChart chart = new XYChart(400, 300);
    chart.setTitle("curves");
    chart.addSeries("loss", new double[] {3, 2, 1});
    return chart;
  }

  private static String svg(DisplayData data) {
    return (String) data.getData(MIMEType.IMAGE_SVG);
  }

  private static BufferedImage png(DisplayData data) throws IOException {
    String base64 = (String) data.getData(MIMEType.IMAGE_PNG);
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }
}
