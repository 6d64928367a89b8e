package org.smashnas;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.encoding.Encoding;
import org.smashnas.files.Checksums;
import org.smashnas.study.Regime;
import org.smashnas.train.Checkpoints;

/**
 * SMASH networks that notebooks share: one is trained once for its space, data, encoding, training
 * and seed, and found again by whoever asks for the same; what was interrupted goes on.
 *
 * <pre>{@code
 * var smash = Networks.train(SearchSpace.lab(), Datasets.shapes(), Budget.laptop(), 1);
 * var second = Networks.again(smash, Regime.normal(), 2);
 * }</pre>
 */
public final class Networks {
  private Networks() {}

  /**
   * Where they are, each in a folder of its own: the folder that SMASH_NETWORKS names, or networks
   * beside {@link Smash#results}.
   */
  public static Path folder() {
    String given = System.getenv("SMASH_NETWORKS");
    return given == null ? Smash.results().resolveSibling("networks") : Path.of(given);
  }

  /** Trains with the one-hot encoding, or loads what was trained so. */
  public static Smash train(SearchSpace space, Dataset data, Budget budget, long seed) {
    return train(space, data, budget, Encoding::oneHot, seed);
  }

  /** Trains as {@link Smash#train} does, or loads what was trained so. */
  public static Smash train(
      SearchSpace space,
      Dataset data,
      Budget budget,
      Function<SearchSpace, Encoding> encoding,
      long seed) {
    return found(SmashPlan.of(space, data, budget, encoding, seed), folder());
  }

  /** Trains another as {@link Smash#again(Regime, long)} does, or loads what was trained so. */
  public static Smash again(Smash smash, Regime regime, long seed) {
    return found(smash.plan(regime, seed), folder());
  }

  static Smash found(SmashPlan plan, Path all) {
    Path own = all.resolve(name(plan));
    Optional<Path> before = Checkpoints.newest(own);
    Smash smash = Course.begun(plan, Optional.of(own));
    if (before.isPresent() && before.equals(Checkpoints.newest(own))) {
      System.out.println(
          "Loaded a %s, trained until %s, from %s"
              .formatted(
                  smash,
                  SmashFile.saved(own),
                  // A notebook's stored output is no place for a machine's folders.
                  all.getFileName().resolve(own.getFileName())));
    }
    return smash;
  }

  /**
   * For example "lab-laptop-normal-seed-1-0f3a9c21": what people look for, and a checksum of all.
   */
  private static String name(SmashPlan plan) {
    byte[] all = plan.conditions().toString().getBytes(StandardCharsets.UTF_8);
    String sum = HexFormat.of().formatHex(Checksums.digest().digest(all));
    return "%s-%s-%s-seed-%d-%s"
        .formatted(
            plan.space().name(),
            plan.budget().name(),
            plan.regime().name(),
            plan.seed(),
            sum.substring(0, 8))
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9_-]+", "-");
  }
}
