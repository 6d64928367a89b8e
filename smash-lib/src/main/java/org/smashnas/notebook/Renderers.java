package org.smashnas.notebook;

import java.awt.image.BufferedImage;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** Tells the kernel how values of our users' types look as the result of a cell. */
final class Renderers {
  private Renderers() {}

  static void register(Renderer renderer) {
    // XChart's charts and Tablesaw's tables are rendered by class: their toString says nothing.
    renderer
        .createRegistration(Chart.class)
        .preferring(MIMEType.IMAGE_SVG, MIMEType.IMAGE_PNG)
        .register((chart, context) -> put(context, ChartImages.display(chart)));
    renderer
        .createRegistration(BufferedImage.class)
        .preferring(MIMEType.IMAGE_PNG)
        .register((image, context) -> put(context, picture(image)));
    renderer
        .createRegistration(Table.class)
        .preferring(MIMEType.TEXT_HTML)
        .register((table, context) -> put(context, TableHtml.display(table)));
  }

  private static DisplayData picture(BufferedImage image) {
    DisplayData data =
        new DisplayData("picture, " + image.getWidth() + " x " + image.getHeight() + " pixels");
    data.putData(MIMEType.IMAGE_PNG, ChartImages.base64Png(image));
    return data;
  }

  private static void put(RenderContext context, DisplayData data) {
    context.getOutputContainer().assign(data);
  }
}
