package org.smashnas.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.smashnas.arch.Architecture;

/**
 * An architecture as the paper sees it (section 3.1, Fig. 1): memory banks across, ops down.
 *
 * <p>Each op reads banks (upper line) and writes banks (lower line); its box names its activation
 * function unless that is ReLU, the 1x1 convolution's outputs, each convolution's kernel, dilation
 * ({@code d}) and groups ({@code g}) as in {@code 3x5 d2,1 g4}, height before width and depth
 * before both, and its units. Two paths that meet are added unless a gate stands there. A bank's
 * column darkens where it is filled. The picture grows with the architecture; its type keeps its
 * size.
 */
public final class ArchitectureDiagram {
  private ArchitectureDiagram() {}

  /** The diagram as pixels; about 900 wide and 50 an op for the paper's spaces. */
  public static BufferedImage draw(Architecture architecture) {
    Drawing drawing = DiagramLayout.of(architecture);
    BufferedImage image = Theme.paper(drawing.width, drawing.height);
    Graphics2D g = Theme.pen(image);
    drawing.draw(g);
    g.dispose();
    return image;
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
    return Svg.text(g.getCommands(), drawing.width, drawing.height);
  }
}
