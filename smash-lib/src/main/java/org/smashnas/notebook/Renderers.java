package org.smashnas.notebook;

import java.awt.image.BufferedImage;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.knowm.xchart.internal.chartpart.Chart;
import org.smashnas.Smash;
import org.smashnas.Trained;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Dataset;
import org.smashnas.data.Examples;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.RaceResult;
import org.smashnas.search.SearchResult;
import org.smashnas.study.Correlation;
import org.smashnas.study.Corruptions;
import org.smashnas.train.History;
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
    figure(renderer, Architecture.class, Views::of);
    figure(renderer, Encoding.class, Views::of);
    figure(renderer, Embedding.class, Views::of);
    figure(renderer, Examples.class, Views::of);
    figure(renderer, Dataset.class, Views::of);
    figure(renderer, SmashNet.class, Views::of);
    figure(renderer, ResultNet.class, Views::of);
    figure(renderer, History.class, Views::of);
    figure(renderer, SearchResult.class, Views::of);
    figure(renderer, RaceResult.class, Views::of);
    figure(renderer, Correlation.class, Views::of);
    figure(renderer, Corruptions.class, Views::of);
    figure(renderer, Smash.class, Views::of);
    figure(renderer, Trained.class, Views::of);
  }

  private static <T> void figure(Renderer renderer, Class<T> type, Function<T, Figure> view) {
    renderer
        .createRegistration(type)
        .preferring(MIMEType.TEXT_HTML)
        .register((value, context) -> put(context, view.apply(value).display()));
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
