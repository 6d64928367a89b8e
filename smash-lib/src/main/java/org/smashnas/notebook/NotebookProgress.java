package org.smashnas.notebook;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.knowm.xchart.internal.chartpart.Chart;
import org.smashnas.plot.Charts;
import org.smashnas.stop.Stop;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import org.smashnas.train.ProgressBar;

/**
 * Shows a run below its cell: one line with a bar, and the training curve once there is one.
 *
 * <p>Both are replaced in place, each at most twice a second; how the run ended stays.
 */
public final class NotebookProgress implements Progress {
  private static final long PAUSE_NANOS = 500_000_000L;

  /** One epoch makes no curve, and the line says all of it. */
  private static final int LEAST_EPOCHS = 2;

  private final Screen screen;
  private final Function<History, ? extends Chart<?, ?>> chartOf;
  private final LongSupplier nanos;
  private final String barId = UUID.randomUUID().toString();
  private final String chartId = UUID.randomUUID().toString();

  private ProgressBar bar;
  private long start;
  private long barShown;
  private long chartShown;
  private boolean hasChart;
  private History undrawn;

  /**
   * A report of one run.
   *
   * @param screen where it appears
   * @param chartOf draws a training curve
   * @param nanos a clock, as {@link System#nanoTime}
   */
  NotebookProgress(
      Screen screen, Function<History, ? extends Chart<?, ?>> chartOf, LongSupplier nanos) {
    this.screen = screen;
    this.chartOf = chartOf;
    this.nanos = nanos;
  }

  /** From now on, all runs of this JVM are reported on {@code screen}. */
  public static void showOn(Screen screen) {
    Progress.showWith(() -> new NotebookProgress(screen, Charts::history, System::nanoTime));
  }

  @Override
  public void begin(String task, int total, String unit) {
    start = nanos.getAsLong();
    barShown = start;
    bar = ProgressBar.begin(task, total, unit);
    screen.show(barId, line(bar.running()));
  }

  @Override
  public void advance(int done, String note) {
    long now = nanos.getAsLong();
    bar = bar.at(done, seconds(now), note);
    if (now - barShown >= PAUSE_NANOS) {
      barShown = now;
      screen.update(barId, line(bar.running()));
    }
    if (undrawn != null && now - chartShown >= PAUSE_NANOS) {
      draw(now);
    }
  }

  @Override
  public void history(History history) {
    undrawn = history;
    long now = nanos.getAsLong();
    if (!hasChart || now - chartShown >= PAUSE_NANOS) {
      draw(now);
    }
  }

  @Override
  public void end(String note) {
    long now = nanos.getAsLong();
    bar = bar.at(bar.done(), seconds(now), note);
    screen.update(barId, line(bar.ended()));
    if (undrawn != null) {
      draw(now);
    }
  }

  private void draw(long now) {
    if (undrawn.epochs().size() < LEAST_EPOCHS) {
      return;
    }
    Shown picture = picture(undrawn);
    if (hasChart) {
      screen.update(chartId, picture);
    } else {
      screen.show(chartId, picture);
    }
    hasChart = true;
    chartShown = now;
    undrawn = null;
  }

  /** The curve, or why there is none: a chart that fails must not stop the run that it shows. */
  private Shown picture(History history) {
    try {
      return Stop.undisturbed(() -> ChartImages.show(chartOf.apply(history)));
    } catch (RuntimeException e) {
      return line("The training curve cannot be drawn: " + e);
    }
  }

  private double seconds(long now) {
    return (now - start) / 1e9;
  }

  private static Shown line(String text) {
    String html = "<pre style=\"margin:0;font-family:monospace\">" + TableHtml.escape(text);
    return Shown.text(text).with(Shown.HTML, html + "</pre>");
  }
}
