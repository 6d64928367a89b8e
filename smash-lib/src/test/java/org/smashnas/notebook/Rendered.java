package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** What JJava's kernel shows of a value that a cell ends with. */
record Rendered(String text, String html) {
  private static final Pattern IMAGE =
      Pattern.compile("<img [^>]*width=\"(\\d+)\" src=\"data:(image/[a-z+]+);base64,([^\"]*)\">");

  static Rendered of(Object value) {
    Renderer renderer = new Renderer();
    JJavaScreen.register(renderer);
    DisplayData data = renderer.render(value);
    return new Rendered(
        (String) data.getData(MIMEType.TEXT_PLAIN), (String) data.getData(MIMEType.TEXT_HTML));
  }

  /** The first picture, which is to be an SVG. */
  String svg() {
    return new String(image("image/svg+xml"), StandardCharsets.UTF_8);
  }

  /** The first picture, which is to be a PNG. */
  BufferedImage png() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(image("image/png")));
  }

  long images() {
    return IMAGE.matcher(html).results().count();
  }

  private byte[] image(String mime) {
    Matcher matcher = IMAGE.matcher(html);
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(2)).isEqualTo(mime);
    return Base64.getDecoder().decode(matcher.group(3));
  }
}
