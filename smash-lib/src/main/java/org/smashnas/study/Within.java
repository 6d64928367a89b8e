package org.smashnas.study;

import org.smashnas.train.Progress;

/**
 * A training's steps, told as the note of the study that it is a part of.
 *
 * @param study the study's own report
 * @param done units of the study that are done
 */
record Within(Progress study, int done) implements Progress {
  @Override
  public void begin(String task, int total, String unit) {
    study.advance(done, task);
  }

  @Override
  public void advance(int step, String note) {
    study.advance(done, "training: " + note);
  }

  @Override
  public void end(String note) {}
}
