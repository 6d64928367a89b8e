package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final ProgressBar BAR = ProgressBar.begin("Training", 200, "steps");

  @Test
  void atTheStartThereIsNoRate() {
    assertThat(BAR.running()).isEqualTo("Training  ░░░░░░░░░░░░░░░░░░░░  0/200 steps");
  }

  @Test
  void halfwayShowsRateTimeLeftAndNote() {
    assertThat(BAR.at(1, 0.2, "").at(100, 20, "loss 1.93").running())
        .isEqualTo("Training  ██████████░░░░░░░░░░  100/200 steps · 5.0/s · 0:20 left · loss 1.93");
  }

  @Test
  void rateIsThatOfThisRunWhenItGoesOnWithAnother() {
    assertThat(BAR.at(101, 1, "").at(120, 10, "").running())
        .endsWith("120/200 steps · 2.0/s · 0:40 left");
  }

  @Test
  void slowUnitsShowTheirLength() {
    assertThat(BAR.at(1, 36, "").at(10, 360, "").running())
        .isEqualTo("Training  █░░░░░░░░░░░░░░░░░░░  10/200 steps · 36.0 s each · 1:54:00 left");
  }

  @Test
  void doneKeepsTheTimeTaken() {
    assertThat(BAR.at(200, 75.4, "loss 0.41").ended())
        .isEqualTo("Training: 200 steps in 1:15 · loss 0.41");
  }

  @Test
  void stoppedEarlySaysHowFarItGot() {
    assertThat(BAR.at(40, 8, "interrupted").ended())
        .isEqualTo("Training: 40 of 200 steps in 0:08 · interrupted");
  }

  @Test
  void moreThanAllIsAFullBar() {
    assertThat(BAR.at(300, 10, "").running()).contains("████████████████████  300/200");
  }
}
