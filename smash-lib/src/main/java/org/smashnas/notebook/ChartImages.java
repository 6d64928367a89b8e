package org.smashnas.notebook;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** XChart charts as what a notebook shows: SVG for crisp lines, PNG where SVG is not trusted. */
final class ChartImages {
  /** A heat map of a wide encoding has a rectangle a cell; a notebook of such SVGs is no fun. */
  static final int LONGEST_SVG = 300_000;

  private static final int PNG_SCALE = 2;

  private static final Pattern DECIMALS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

  private ChartImages() {}

  /** The chart as SVG and PNG, or as PNG alone if the SVG is large; and a line of plain text. */
  static Shown show(Chart<?, ?> chart) {
    Shown shown = Shown.text(summary(chart));
    String svg = svg(chart);
    if (svg.length() <= LONGEST_SVG) {
      shown = shown.with(Shown.SVG, svg);
    }
    // The picture has twice as many pixels, for sharp screens.
    return shown.withPng(base64Png(picture(chart)), chart.getWidth());
  }

  /** A picture at its own size. */
  static Shown show(BufferedImage image) {
    return Shown.text("picture, " + image.getWidth() + " x " + image.getHeight() + " pixels")
        .withPng(base64Png(image), 0);
  }

  static String svg(Chart<?, ?> chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String svg = bytes.toString(StandardCharsets.UTF_8);
    // XChart draws text as outlines, so numbers are coordinates: 1/100 pixel is as fine as it
    // shows.
    if (!svg.contains("<text")) {
      svg = DECIMALS.matcher(svg).replaceAll("$1");
    }
    // An HTML page holds the SVGs of all its charts inline, where equal ids would clash.
    String prefix = "c" + Integer.toHexString(svg.hashCode()) + "-";
    return svg.substring(svg.indexOf("<svg"))
        .replace(" id=\"", " id=\"" + prefix)
        .replace("url(#", "url(#" + prefix)
        .replace("href=\"#", "href=\"#" + prefix);
  }

  static BufferedImage picture(Chart<?, ?> chart) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(PNG_SCALE * width, PNG_SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PNG_SCALE, PNG_SCALE);
    chart.paint(graphics, width, height);
    graphics.dispose();
    return image;
  }

  static String base64Png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String summary(Chart<?, ?> chart) {
    String title = chart.getTitle() == null ? "" : " \"" + chart.getTitle() + "\"";
    return chart.getClass().getSimpleName() + title + ": " + chart.getSeriesMap().keySet();
  }
}
