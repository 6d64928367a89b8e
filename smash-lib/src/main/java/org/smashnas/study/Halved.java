package org.smashnas.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.smashnas.arch.Architecture;
import org.smashnas.study.Halving.Mark;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * What came of a halving.
 *
 * @param plan how it was done
 * @param networks those that began, in their order
 * @param marks each network at each rung, in the order in which they came there
 */
public record Halved(Halving plan, List<Architecture> networks, List<Mark> marks) {
  public Halved {
    networks = List.copyOf(networks);
    marks = List.copyOf(marks);
  }

  /**
   * A rung, all brackets together.
   *
   * @param epochs of training
   * @param networks that were trained so far
   * @param stopped of them, networks that went no farther
   * @param bestError lowest validation error among them, 0 to 1
   * @param medianError of those that stand here, 0 to 1
   */
  public record Rung(int epochs, int networks, int stopped, double bestError, double medianError) {}

  /**
   * The network that is best at the highest rung that any came to, by validation error.
   *
   * @throws IllegalStateException if none came to a rung
   */
  public Architecture best() {
    int top = marks.stream().mapToInt(Mark::epoch).max().orElse(0);
    String id =
        marks.stream()
            .filter(m -> m.epoch() == top)
            .min(HalvingRun.BEST_FIRST)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no network came to the first rung; make the same call again"))
            .architecture();
    return networks.stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }

  /** The networks that were trained to the end. */
  public List<String> finished() {
    return marks.stream().filter(m -> m.epoch() == plan.most()).map(Mark::architecture).toList();
  }

  /** Epochs of training, all networks together. */
  public int epochs() {
    return reached().values().stream().mapToInt(e -> e).sum();
  }

  /** The same as a share of what training all to the end takes, 0 to 1. */
  public double share() {
    return networks.isEmpty() ? 0 : epochs() / ((double) plan.most() * networks.size());
  }

  private Map<String, Integer> reached() {
    return marks.stream().collect(Collectors.toMap(Mark::architecture, Mark::epoch, Math::max));
  }

  /** The rungs as a table. */
  public Table table() {
    List<Rung> rungs = new ArrayList<>();
    Map<String, Integer> reached = reached();
    for (int epochs : plan.rungs(0)) {
      List<Mark> there = marks.stream().filter(m -> m.epoch() == epochs).toList();
      if (!there.isEmpty()) {
        double[] errors = there.stream().mapToDouble(Mark::validationError).sorted().toArray();
        int n = errors.length;
        int stopped =
            (int) there.stream().filter(m -> reached.get(m.architecture()) == epochs).count();
        double median = (errors[(n - 1) / 2] + errors[n / 2]) / 2;
        rungs.add(new Rung(epochs, n, stopped, errors[0], median));
      }
    }
    return Tables.of("rungs", Rung.class, rungs);
  }

  /** For example "best of 60 networks: 3f2a, 4 trained to the end, 22% of all epochs". */
  @Override
  public String toString() {
    return marks.isEmpty()
        ? "no network came to a rung"
        : String.format(
            Locale.ROOT,
            "best of %d networks: %s, %d trained to the end, %.0f%% of all epochs",
            networks.size(),
            best().id(),
            finished().size(),
            100 * share());
  }
}
