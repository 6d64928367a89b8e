package org.smashnas.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.smashnas.arch.Architecture;

/**
 * An architecture as the paper sees it (section 3.1, Fig. 1): memory banks across, ops down.
 *
 * <p>Each op reads banks (upper line) and writes banks (lower line); its box names its activation
 * function unless that is ReLU, the pooling before the 1x1 convolution, its outputs, each
 * convolution's kernel, dilation ({@code d}) and groups ({@code g}) as in {@code 3x5 d2,1 g4},
 * height before width and depth before both, and its units. Two paths that meet are added unless a
 * gate stands there. What is written is added to a bank, overwrites or gates it, by its sign, which
 * the legend explains. A bank's column darkens where it is filled. The picture grows with the
 * architecture; its type keeps its size.
 */
public final class ArchitectureDiagram {
  private ArchitectureDiagram() {}

  /** The diagram as pixels; about 900 wide and 50 an op for the paper's spaces. */
  public static BufferedImage draw(Architecture architecture) {
    Drawing drawing = DiagramLayout.of(architecture);
    return Theme.picture(drawing.width, drawing.height, drawing::draw);
  }

  /** Width of the diagram in pixels. */
  public static int width(Architecture architecture) {
    return (int) Math.ceil(DiagramLayout.of(architecture).width);
  }

  /** The same diagram as the text of an SVG file. */
  public static String svg(Architecture architecture) {
    Drawing drawing = DiagramLayout.of(architecture);
    VectorGraphics2D g = new VectorGraphics2D();
    drawing.draw(g);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PageSize page = new PageSize(0, 0, Math.ceil(drawing.width), Math.ceil(drawing.height));
      new SVGProcessor().getDocument(g.getCommands(), page).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    // The writer names this machine's font, and leaves out size 12, which is Java's default and not
    // SVG's; both are put right on the root. The doctype would send an XML parser to the network.
    return out.toString(StandardCharsets.UTF_8)
        .replaceFirst("<!DOCTYPE[^>]*>\\s*", "")
        .replaceAll("font-family:(&quot;[^&]*&quot;|[^;&]*);", "")
        .replaceFirst(
            "<svg ", "<svg style=\"background:white;font-family:sans-serif;font-size:12px\" ");
  }
}
