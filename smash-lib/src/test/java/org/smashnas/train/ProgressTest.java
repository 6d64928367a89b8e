package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<String> heard = new ArrayList<>();

  /** Writes down all that it hears, after its own name. */
  private record Listener(String name, List<String> heard) implements Progress {
    @Override
    public void begin(String task, int total, String unit) {
      heard.add("%s: %s, %d %s".formatted(name, task, total, unit));
    }

    @Override
    public void advance(int done, String note) {
      heard.add("%s: %d %s".formatted(name, done, note));
    }

    @Override
    public void history(History history) {
      heard.add("%s: %d epochs".formatted(name, history.epochs().size()));
    }

    @Override
    public void end(String note) {
      heard.add(name + ": " + note);
    }
  }

  @Test
  void ofTwoReportsEachHearsAllAndTheFirstHearsItFirst() {
    Progress both = new Listener("a", heard).and(new Listener("b", heard));
    both.begin("training", 9, "steps");
    both.advance(4, "loss 1.9");
    both.history(History.empty("run"));
    both.end("done");
    assertThat(heard)
        .containsExactly(
            "a: training, 9 steps",
            "b: training, 9 steps",
            "a: 4 loss 1.9",
            "b: 4 loss 1.9",
            "a: 0 epochs",
            "b: 0 epochs",
            "a: done",
            "b: done");
  }
}
