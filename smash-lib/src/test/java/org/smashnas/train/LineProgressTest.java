package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private static final String CLEAR = "\r\033[K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong millis = new AtomicLong();

  @Test
  void terminalShowsOneLineThatIsReplacedAndTheEndThatStays() {
    run(progress(true, 200), 10, 50);
    String text = text();
    assertThat(text).containsOnlyOnce(newline());
    assertThat(text).endsWith(CLEAR + "Training: 10 steps in 0:01 · loss 0.5" + newline());
    // The first, every second of ten, the last.
    assertThat(text.split("\r", -1)).hasSize(1 + 1 + 5 + 1);
  }

  @Test
  void lineLongerThanTheTerminalIsCut() {
    run(progress(true, 20), 10, 50);
    String[] shown = text().split("\r", -1);
    for (String line : List.of(shown).subList(1, shown.length - 1)) {
      assertThat(line.replace("\033[K", "")).hasSizeLessThan(20);
    }
  }

  @Test
  void logHasALineAMinuteAndNothingThatMovesTheCursor() {
    run(progress(false, 80), 5, 25_000);
    assertThat(text()).doesNotContain("\r", "\033");
    assertThat(text().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("3/5 steps"),
            line -> assertThat(line).isEqualTo("Training: 5 steps in 2:05 · loss 0.5"));
  }

  @Test
  void nothingIsShownUnlessAskedFor() {
    assertThat(shownBy(null)).isEqualTo(shownBy("silent")).isNotInstanceOf(LineProgress.class);
    assertThat(shownBy("terminal")).isEqualTo(shownBy("log")).isEqualTo(LineProgress.class);
  }

  @Test
  void unknownWishIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProgressHolder.asked("loud", null))
        .withMessage("SMASH_PROGRESS is \"loud\"; it is terminal, log or silent, or not set");
  }

  private static Class<?> shownBy(String how) {
    return ProgressHolder.asked(how, "120").get().getClass();
  }

  private void run(LineProgress progress, int steps, long millisEach) {
    progress.begin("Training", steps, "steps");
    for (int step = 1; step <= steps; step++) {
      millis.addAndGet(millisEach);
      progress.advance(step, "loss 1");
    }
    progress.end("loss 0.5");
  }

  private LineProgress progress(boolean terminal, int width) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new LineProgress(out, terminal, width, () -> millis.get() * 1_000_000);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String newline() {
    return System.lineSeparator();
  }
}
