package org.smashnas.arch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Chooses networks of all sizes alike from a pool that has mostly those of middling size. */
final class Spread {
  /** Share of the pool at either end whose rare sizes would have to be filled with neighbours. */
  private static final double TAIL = 0.02;

  private Spread() {}

  /**
   * So many of a pool, evenly over the logarithm of multiply-adds; each target between the pool's
   * 2nd and 98th percentile gets the nearest network that is free, the smallest target first.
   *
   * @param pool at least {@code count}, each once
   * @param seed of the order, which is mixed: every beginning of the list is spread, too
   */
  static List<Architecture> evenly(List<Architecture> pool, int count, long seed) {
    record Sized(Architecture architecture, double log) {}
    List<Sized> free =
        new ArrayList<>(
            pool.stream()
                .map(a -> new Sized(a, Math.log((double) a.multiplyAdds())))
                .sorted(Comparator.comparingDouble(Sized::log))
                .toList());
    int last = free.size() - 1;
    double low = free.get((int) Math.round(TAIL * last)).log();
    double high = free.get((int) Math.round((1 - TAIL) * last)).log();
    List<Architecture> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double target = low + (high - low) * (i + 0.5) / count;
      Sized nearest =
          Collections.min(free, Comparator.comparingDouble(s -> Math.abs(s.log() - target)));
      free.remove(nearest);
      chosen.add(nearest.architecture());
    }
    Collections.shuffle(chosen, new Random(seed));
    return List.copyOf(chosen);
  }
}
