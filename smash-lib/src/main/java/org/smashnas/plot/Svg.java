package org.smashnas.plot;

import de.erichseifert.vectorgraphics2d.intermediate.CommandSequence;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Recorded Java2D commands as SVG text that looks the same in other programs. */
final class Svg {
  private Svg() {}

  static String text(CommandSequence commands, double width, double height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PageSize page = new PageSize(0, 0, Math.ceil(width), Math.ceil(height));
      new SVGProcessor().getDocument(commands, page).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    String svg = out.toString(StandardCharsets.UTF_8);
    // The writer names this machine's font, and leaves out size 12, which is Java's default and not
    // SVG's; both are put right on the root. The doctype would send an XML parser to the network.
    return svg.replaceFirst("<!DOCTYPE[^>]*>\\s*", "")
        .replaceAll("font-family:(&quot;[^&]*&quot;|[^;&]*);", "")
        .replaceFirst(
            "<svg ", "<svg style=\"background:white;font-family:sans-serif;font-size:12px\" ");
  }
}
