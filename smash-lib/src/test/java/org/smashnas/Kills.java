package org.smashnas;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Jvm;
import org.smashnas.encoding.Encoding;
import org.smashnas.files.AtomicFolder;
import org.smashnas.train.Progress;

/**
 * Kills trainings at random moments and looks at what they come to.
 *
 * <p>Its main method takes a kind, "smash" or "normal", a number of kills and a seed, and fails if
 * one training ends otherwise than one that was left alone.
 */
final class Kills {
  private static final Dataset DATA = Datasets.shapes(100, 30, 1);
  // 6 epochs of 6 steps
  private static final Budget BUDGET =
      SavedSmashTest.TINY
          .withSmash(SavedSmashTest.TINY.smash().withEpochs(6).withBatchSize(10))
          .withResult(SavedSmashTest.TINY.result().withEpochs(6).withBatchSize(10));

  private Kills() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("kills");
    int kills = Integer.parseInt(arguments[1]);
    Random random = new Random(Long.parseLong(arguments[2]));
    System.out.println(end(arguments[0], Optional.empty(), Progress.silent()));
    System.out.println(endAfter(kills, arguments[0], folder.resolve("steps"), random));
    AtomicFolder.delete(folder);
  }

  /** What a training comes to: a checksum of all weights and statistics, and its last loss. */
  static String end(String kind, Optional<Path> folder, Progress progress) {
    SearchSpace space = BUDGET.fit(SearchSpace.v2(), DATA);
    if (kind.equals("smash")) {
      Progress.showWith(() -> progress);
      try (Smash smash =
          Course.begun(SmashPlan.of(space, DATA, BUDGET, Encoding::oneHot, 3), folder)) {
        return smash.net().parameters().sha256() + " " + smash.history().last().trainLoss();
      } finally {
        Progress.showWith(Progress::silent);
      }
    }
    ResultTraining training = new ResultTraining(space, RunData.of(space, DATA, BUDGET, 3));
    try (Trained trained = training.train(space.sample(2), BUDGET.result(), progress, 3, folder)) {
      return trained.net().parameters().sha256() + " " + trained.history().last().trainLoss();
    }
  }

  /** What it comes to after so many kills; one that ends before its kill is looked at, too. */
  static String endAfter(int kills, String kind, Path folder, Random random)
      throws IOException, InterruptedException {
    String whole = end(kind, Optional.empty(), Progress.silent());
    int done = 0;
    while (done < kills) {
      String ended = endUnlessKilled(kind, folder, random);
      if (ended.isEmpty()) {
        done++;
      } else {
        if (!ended.equals(whole)) {
          throw new IllegalStateException("ended with " + ended + " for " + whole);
        }
        AtomicFolder.delete(folder);
      }
    }
    return end(kind, Optional.of(folder), Progress.silent());
  }

  /** Empty if the kill came first. */
  private static String endUnlessKilled(String kind, Path folder, Random random)
      throws IOException, InterruptedException {
    // What Arrow needs, as the kernel and the tests have it.
    Map<String, String> options =
        Map.of("JDK_JAVA_OPTIONS", "--add-opens=java.base/java.nio=ALL-UNNAMED");
    Process child = Jvm.of(Child.class).in(options).with(kind, folder.toString()).start();
    StringBuilder said = new StringBuilder();
    int steps = 1 + random.nextInt(12);
    try (BufferedReader lines = child.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith("end ")) {
          child.waitFor();
          return line.substring("end ".length());
        }
        if (line.equals("step") && --steps == 0) {
          Thread.sleep(random.nextInt(40));
          child.destroyForcibly().waitFor();
          return "";
        }
      }
    }
    throw new IllegalStateException("the training died by itself: " + said);
  }

  /** Trains in a process of its own. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      Progress steps =
          new Progress() {
            @Override
            public void advance(int done, String note) {
              System.out.println("step");
            }
          };
      System.out.println("end " + end(arguments[0], Optional.of(Path.of(arguments[1])), steps));
    }
  }

  /** All kinds. */
  static List<String> kinds() {
    return List.of("smash", "normal");
  }
}
