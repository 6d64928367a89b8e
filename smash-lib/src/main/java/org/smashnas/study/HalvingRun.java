package org.smashnas.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.study.Halving.Mark;

/** Who is trained next, and how far. */
final class HalvingRun {
  static final Comparator<Mark> BEST_FIRST =
      Comparator.comparingDouble(Mark::validationError).thenComparingDouble(Mark::validationLoss);

  /** Trains a network as far as an epoch; nothing if an interrupt came first. */
  @FunctionalInterface
  interface Step {
    Optional<Mark> to(Architecture network, int epochs);
  }

  private final Halving plan;
  private final Map<String, Architecture> networks = new LinkedHashMap<>();
  private final List<Architecture> waiting;
  private final Step step;
  private final List<List<Rung>> brackets;
  private final List<Mark> marks = new ArrayList<>();
  private int begun;

  /** Who has come to a rung of a bracket, and who has gone on from there. */
  private record Rung(int epochs, List<Mark> marks, Set<String> gone) {}

  /** A network that is to be trained as far as a rung. */
  private record Job(Architecture network, int bracket, int rung) {}

  HalvingRun(Halving plan, List<Architecture> networks, Step step) {
    networks.forEach(a -> this.networks.put(a.id(), a));
    if (networks.isEmpty() || this.networks.size() < networks.size()) {
      throw new IllegalArgumentException(
          "%d networks were given; give at least one, and each once".formatted(networks.size()));
    }
    this.plan = plan;
    waiting = List.copyOf(networks);
    this.step = step;
    brackets =
        IntStream.range(0, plan.brackets())
            .mapToObj(b -> plan.rungs(b).stream().map(HalvingRun::rung).toList())
            .toList();
  }

  private static Rung rung(int epochs) {
    return new Rung(epochs, new ArrayList<>(), new HashSet<>());
  }

  /** Trains until nobody is left; false if an interrupt came before. */
  boolean run() {
    Optional<Job> next = next();
    while (next.isPresent()) {
      Job job = next.get();
      Rung rung = brackets.get(job.bracket()).get(job.rung());
      Optional<Mark> mark = step.to(job.network(), rung.epochs());
      if (mark.isEmpty()) {
        return false;
      }
      rung.marks().add(mark.get());
      marks.add(mark.get());
      next = next();
    }
    return true;
  }

  /**
   * The promotion rule, from the highest rung down; else a new network (Li et al., Algorithm 2).
   */
  private Optional<Job> next() {
    for (int b = 0; b < brackets.size(); b++) {
      List<Rung> rungs = brackets.get(b);
      for (int r = rungs.size() - 2; r >= 0; r--) {
        Rung rung = rungs.get(r);
        Optional<Job> on = promoted(rung, rung.marks().size() / plan.eta(), b, r);
        if (on.isPresent()) {
          return on;
        }
      }
    }
    if (begun < waiting.size()) {
      Architecture network = waiting.get(begun);
      int bracket = begun % brackets.size();
      begun++;
      return Optional.of(new Job(network, bracket, 0));
    }
    return lone();
  }

  private Optional<Job> promoted(Rung rung, int most, int bracket, int index) {
    return rung.marks().stream()
        .sorted(BEST_FIRST)
        .limit(most)
        .filter(m -> rung.gone().add(m.architecture()))
        .findFirst()
        .map(m -> new Job(networks.get(m.architecture()), bracket, index + 1));
  }

  /** Where so few are at a rung that none goes on, the best does in the end. */
  private Optional<Job> lone() {
    if (brackets.stream().anyMatch(rungs -> !rungs.get(rungs.size() - 1).marks().isEmpty())) {
      return Optional.empty();
    }
    for (int above = 2; above <= brackets.get(0).size(); above++) {
      for (int b = 0; b < brackets.size(); b++) {
        int r = brackets.get(b).size() - above;
        if (r >= 0 && !brackets.get(b).get(r).marks().isEmpty()) {
          return promoted(brackets.get(b).get(r), 1, b, r);
        }
      }
    }
    return Optional.empty();
  }

  /** How far it came. */
  Halved halved() {
    return new Halved(plan, waiting.subList(0, begun), marks);
  }
}
