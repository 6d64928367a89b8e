package org.smashnas.notebook;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * What a cell shows of a value that is more than one picture: a line, pictures, tables, in this
 * order below each other; terminals get the lines and tables as plain text.
 *
 * <p>Pictures stand in the HTML as data, since a notebook shows one form of a result only, and that
 * form has to hold all parts.
 */
final class Figure {
  private final List<String> html = new ArrayList<>();
  private final List<String> text = new ArrayList<>();

  /** Begins with a line that says in words what the value is. */
  Figure(String caption) {
    withLine(caption);
  }

  /** Adds a line of words. */
  final Figure withLine(String line) {
    html.add("<div>" + TableHtml.escape(line) + "</div>");
    text.add(line);
    return this;
  }

  /** Adds a chart, as SVG where that is small enough. */
  Figure with(Chart<?, ?> chart) {
    String svg = ChartImages.svg(chart);
    return svg.length() <= ChartImages.LONGEST_SVG
        ? withSvg(svg, chart.getWidth())
        : withPng(ChartImages.picture(chart), chart.getWidth());
  }

  /** Adds a picture in the form of an SVG file's text, {@code width} pixels wide. */
  Figure withSvg(String svg, int width) {
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    return image("image/svg+xml", Base64.getEncoder().encodeToString(bytes), width);
  }

  /** Adds a picture at its own size. */
  Figure with(BufferedImage picture) {
    return withPng(picture, picture.getWidth());
  }

  private Figure withPng(BufferedImage picture, int width) {
    return image("image/png", ChartImages.base64Png(picture), width);
  }

  private Figure image(String mime, String base64, int width) {
    html.add(
        "<img style=\"max-width:100%%;height:auto\" width=\"%d\" src=\"data:%s;base64,%s\">"
            .formatted(width, mime, base64));
    return this;
  }

  /** Adds a table, the first and last rows of a long one. */
  Figure with(Table table) {
    html.add(TableHtml.html(table));
    text.add(TableHtml.text(table));
    return this;
  }

  Shown show() {
    return Shown.text(String.join("\n", text)).with(Shown.HTML, String.join("", html));
  }
}
