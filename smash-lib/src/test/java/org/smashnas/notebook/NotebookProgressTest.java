package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.smashnas.train.Epoch;
import org.smashnas.train.History;

class NotebookProgressTest {
  private final List<String> shown = new ArrayList<>();
  private final List<String> updated = new ArrayList<>();
  private final AtomicLong millis = new AtomicLong();
  private final NotebookProgress progress =
      new NotebookProgress(screen(), NotebookProgressTest::chart, () -> millis.get() * 1_000_000);

  @Test
  void barIsReplacedAtMostTwiceASecond() {
    progress.begin("Training", 100, "steps");
    for (int step = 1; step <= 100; step++) {
      millis.addAndGet(20);
      progress.advance(step, "");
    }
    assertThat(shown).hasSize(1);
    assertThat(updated).hasSize(4);
  }

  @Test
  void lastCountIsShownHoweverSoonTheEndComes() {
    progress.begin("Training", 3, "steps");
    progress.advance(3, "loss 1");
    progress.end("loss 0.5");
    assertThat(updated).containsExactly("Training: 3 steps in 0:00 · loss 0.5");
  }

  @Test
  void curveAppearsOnceAndIsThenReplaced() {
    progress.begin("Training", 3, "epochs");
    progress.history(epochs(2));
    millis.addAndGet(600);
    progress.history(epochs(3));
    assertThat(shown).hasSize(2).last().asString().endsWith("[losses 2]");
    assertThat(updated).hasSize(1).last().asString().endsWith("[losses 3]");
  }

  @Test
  void curveThatGrowsTooFastIsDrawnAtTheEnd() {
    progress.begin("Training", 3, "epochs");
    progress.history(epochs(2));
    progress.history(epochs(3));
    assertThat(updated).isEmpty();
    progress.end("done");
    assertThat(updated).hasSize(2).last().asString().endsWith("[losses 3]");
  }

  @Test
  void oneEpochMakesNoCurve() {
    progress.begin("Training", 3, "epochs");
    progress.history(History.empty("net"));
    progress.history(epochs(1));
    progress.end("interrupted");
    assertThat(shown).hasSize(1);
  }

  @Test
  void curveThatCannotBeDrawnDoesNotStopTheRun() {
    NotebookProgress faulty =
        new NotebookProgress(screen(), h -> new XYChart(0, 0), () -> millis.get());
    faulty.begin("Training", 3, "epochs");
    faulty.history(epochs(2));
    faulty.end("done");
    assertThat(shown).last().asString().startsWith("The training curve cannot be drawn: ");
    assertThat(updated).containsExactly("Training: 0 of 3 epochs in 0:00 · done");
  }

  @Test
  void anInterruptOutlivesDrawingOfLettersNotDrawnBefore() {
    char[] letter = {'\u4e00'};
    NotebookProgress drawing =
        new NotebookProgress(
            screen(), h -> titled(letter[0]++), () -> millis.addAndGet(600) * 1_000_000);
    drawing.begin("Training", 9, "epochs");
    for (int epoch = 2; epoch < 9; epoch++) {
      Thread.currentThread().interrupt();
      drawing.history(epochs(epoch));
      assertThat(Thread.interrupted()).as("after epoch %d", epoch).isTrue();
    }
    assertThat(shown).hasSize(2).last().asString().contains("losses");
  }

  @Test
  void anInterruptOutlivesTheShowingOfAPicture() {
    Thread.currentThread().interrupt();
    Shown shownOf = Renderers.all().get(Chart.class).apply(titled('\u4f00'));
    assertThat(shownOf.forms()).containsKey(Shown.SVG);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static XYChart titled(char letter) {
    XYChart chart = chart(epochs(2));
    chart.setTitle(String.valueOf(letter).repeat(3));
    return chart;
  }

  private static History epochs(int n) {
    History history = History.empty("net");
    for (int i = 1; i <= n; i++) {
      history = history.with(new Epoch(i, 2.0 / i, Double.NaN, Double.NaN, 1e-3, 1));
    }
    return history;
  }

  private static XYChart chart(History history) {
    double[] losses = history.epochs().stream().mapToDouble(Epoch::trainLoss).toArray();
    XYChart chart = new XYChart(200, 100);
    chart.addSeries("losses " + losses.length, losses);
    return chart;
  }

  private Screen screen() {
    return new Screen() {
      @Override
      public void show(String id, Shown data) {
        shown.add(data.text());
      }

      @Override
      public void update(String id, Shown data) {
        updated.add(data.text());
      }
    };
  }
}
