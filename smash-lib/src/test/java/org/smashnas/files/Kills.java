package org.smashnas.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.smashnas.data.Jvm;

/** Kills a process at moments that a seed draws. */
public final class Kills {
  private Kills() {}

  /** What is to hold after each kill. */
  @FunctionalInterface
  public interface Check {
    /** Looks at what the killed process left. */
    void afterKill() throws IOException;
  }

  /**
   * Starts a process again and again, and kills each between 0 and so many milliseconds after its
   * line "begins".
   *
   * @return how many ended by themselves before they were killed
   */
  public static int kill(int kills, int milliseconds, Jvm process, Check check, long seed)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    int ended = 0;
    for (int i = 0; i < kills; i++) {
      Process child = process.start();
      BufferedReader out = child.inputReader();
      String line = out.readLine();
      // What the engine logs comes before.
      while (line != null && !line.equals("begins")) {
        line = out.readLine();
      }
      if (child.waitFor(random.nextInt(milliseconds), TimeUnit.MILLISECONDS)) {
        ended++;
      }
      child.destroyForcibly().waitFor();
      check.afterKill();
    }
    return ended;
  }

  /** How many kills: as many as a test takes, or those that the property smash.kills says. */
  public static int count(int few) {
    return Integer.getInteger("smash.kills", few);
  }
}
