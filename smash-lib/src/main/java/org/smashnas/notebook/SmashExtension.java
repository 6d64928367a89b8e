package org.smashnas.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.smashnas.train.Epoch;
import org.smashnas.train.History;
import org.smashnas.train.Progress;

/**
 * Makes the JJava kernel show charts, tables, pictures and running work; JJava finds it by name.
 */
public final class SmashExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    Renderers.register(kernel.getRenderer());
    Screen screen = Screen.of(kernel);
    Progress.showWith(() -> new NotebookProgress(screen, SmashExtension::curve, System::nanoTime));
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    Progress.showWith(Progress::silent);
  }

  private static XYChart curve(History history) {
    XYChart chart =
        new XYChartBuilder()
            .width(600)
            .height(300)
            .title(history.name())
            .xAxisTitle("epoch")
            .build();
    double[] epochs = history.epochs().stream().mapToDouble(Epoch::number).toArray();
    double[] losses = history.epochs().stream().mapToDouble(Epoch::trainLoss).toArray();
    chart.addSeries("training loss", epochs, losses);
    return chart;
  }
}
