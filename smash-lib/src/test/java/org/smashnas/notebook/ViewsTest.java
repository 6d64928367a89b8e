package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Examples;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.search.Candidate;
import org.smashnas.search.SearchResult;
import org.smashnas.study.Corruptions;
import org.smashnas.train.Epoch;
import org.smashnas.train.History;

class ViewsTest {
  private static final SearchSpace SPACE = SearchSpace.v2().withMaxOps(4);
  private static final Pattern IMAGE =
      Pattern.compile("<img [^>]*width=\"(\\d+)\" src=\"data:(image/[a-z+]+);base64,([^\"]*)\">");

  private final Renderer renderer = new Renderer();

  ViewsTest() {
    JJavaScreen.register(renderer);
  }

  @Test
  void architectureIsALineAndItsDiagram() {
    Architecture architecture = SPACE.sample(1);
    DisplayData data = renderer.render(architecture);
    assertThat(text(data)).isEqualTo(architecture.toString());
    assertThat(html(data)).contains(TableHtml.escape(architecture.toString()));
    assertThat(svg(data)).contains("<svg", "xmlns=\"http://www.w3.org/2000/svg\"");
  }

  @Test
  void searchResultIsALineAChartAndItsTable() {
    List<Architecture> some = Sampler.of(SPACE).sample(3, 1);
    SearchResult found =
        new SearchResult(
            IntStream.range(0, 3)
                .mapToObj(i -> new Candidate(some.get(i), null, "random", 0.5 + i / 10.0, 1, 1))
                .toList());
    DisplayData data = renderer.render(found);
    assertThat(text(data)).contains("3 architectures", some.get(2).id());
    assertThat(html(data)).contains("<table", some.get(2).id());
    assertThat(svg(data)).startsWith("<svg");
  }

  @Test
  void historyIsALineTheCurveAndItsTable() {
    History history =
        History.empty("SMASH network")
            .with(new Epoch(1, 2.2, 2.1, 0.8, 1e-3, 4))
            .with(new Epoch(2, 2.0, 1.9, 0.7, 1e-3, 4));
    DisplayData data = renderer.render(history);
    assertThat(text(data))
        .startsWith(
            "SMASH network: 2 epochs in 8 s, training loss 2.000, validation error 70.0%\n");
    assertThat(html(data)).contains("train_loss");
    assertThat(svg(data)).startsWith("<svg");
  }

  @Test
  void historyWithoutEpochIsALine() {
    DisplayData data = renderer.render(History.empty("a run"));
    assertThat(text(data)).isEqualTo("a run: no epoch yet");
    assertThat(html(data)).doesNotContain("<img");
  }

  @Test
  void encodingShowsTheCodeOfAnExample() throws IOException {
    DisplayData data = renderer.render(Encoding.oneHot(SPACE));
    assertThat(text(data)).startsWith("encoding of v2").contains("space().sample(1)");
    assertThat(png(data).getWidth()).isGreaterThan(100);
  }

  @Test
  void embeddingIsAMapWithACellAChannelAndColumn() throws IOException {
    Architecture architecture = SPACE.sample(1);
    DisplayData data = renderer.render(Encoding.oneHot(SPACE).encode(architecture));
    assertThat(text(data)).startsWith("embedding of shape (1, ");
    assertThat(png(data).getWidth() % architecture.columns()).isZero();
  }

  @Test
  void picturesAreAGridWithTheirClasses() throws IOException {
    Examples examples = Datasets.shapes().train().head(30);
    DisplayData data = renderer.render(examples);
    assertThat(text(data)).isEqualTo(examples.toString());
    // Two rows of six.
    BufferedImage grid = png(data);
    assertThat(grid.getWidth()).isGreaterThan(2 * grid.getHeight());
  }

  @Test
  void voxelsAreSeenFromAside() throws IOException {
    DisplayData data = renderer.render(voxels(2));
    assertThat(png(data).getHeight()).isGreaterThan(96);
  }

  @Test
  void examplesOfManyChannelsAreALine() {
    Examples wide =
        new Examples("spectra", List.of("a"), List.of(7, 2, 2), new byte[28], new int[1]);
    assertThat(html(renderer.render(wide))).doesNotContain("<img");
  }

  @Test
  void datasetTellsItsSource() {
    Examples voxels = voxels(2);
    DisplayData data = renderer.render(new Dataset("cubes", voxels, voxels, "made by hand"));
    assertThat(text(data)).isEqualTo("cubes: 2 training and 2 test examples; made by hand");
  }

  @Test
  void corruptionStudyIsALineBarsAndTheSummary() {
    Corruptions study =
        new Corruptions(
            List.of(
                new Corruptions.Row("a", "read", "shuffled", 0.5, 0.6, 1, 1.5),
                new Corruptions.Row("b", "read", "shuffled", 0.5, 0.7, 1, 1.5)));
    DisplayData data = renderer.render(study);
    assertThat(text(data)).contains("mean_rise");
    assertThat(svg(data)).startsWith("<svg");
  }

  @Test
  void networkIsALineAndKeepsItsWeights() {
    try (ResultNet net = new ResultNet(SPACE.sample(1), Precision.FLOAT32, 1)) {
      assertThat(text(renderer.render(net)))
          .startsWith("network with ")
          .contains(" free weights: architecture " + net.architecture().id());
    }
  }

  private static Examples voxels(int n) {
    byte[] values = new byte[n * 64];
    values[5] = (byte) 255;
    return new Examples("cubes", List.of("cube"), List.of(1, 4, 4, 4), values, new int[n]);
  }

  private static String text(DisplayData data) {
    return (String) data.getData(MIMEType.TEXT_PLAIN);
  }

  private static String html(DisplayData data) {
    return (String) data.getData(MIMEType.TEXT_HTML);
  }

  private static byte[] image(DisplayData data, String mime) {
    Matcher matcher = IMAGE.matcher(html(data));
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(2)).isEqualTo(mime);
    return Base64.getDecoder().decode(matcher.group(3));
  }

  private static String svg(DisplayData data) {
    return new String(image(data, "image/svg+xml"), StandardCharsets.UTF_8);
  }

  private static BufferedImage png(DisplayData data) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(image(data, "image/png")));
  }
}
