package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smashnas.train.Progress;

class FrontTest {
  private static final List<Objective> TWO = List.of(Objective.score(), Objective.parameters());

  @TempDir private Path folder;

  private SearchResult run(Stage stage, long seed) {
    return new Search(Landscape.SPACE, new Landscape(), List.of(stage))
        .run(folder.resolve("search.arrow"), Map.of(), Progress.silent(), seed);
  }

  /** Points on a coarse grid, so that coordinates and whole points come again. */
  private static List<double[]> points(int count, int coordinates, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Stream.generate(
            () -> IntStream.range(0, coordinates).mapToDouble(d -> random.nextInt(6)).toArray())
        .limit(count)
        .toList();
  }

  @Test
  void ranksByHand() {
    // (1,4), (2,2) and (4,1) stand free; (3,3) is behind (2,2) alone, (4,4) behind (3,3) too.
    List<double[]> points =
        List.of(
            new double[] {3, 3},
            new double[] {1, 4},
            new double[] {4, 4},
            new double[] {2, 2},
            new double[] {4, 1},
            new double[] {2, 2});
    assertThat(Pareto.ranks(points)).containsExactly(1, 0, 2, 0, 0, 0);
  }

  @Test
  void aRankIsTheLongestChainOfPointsThatDominateEachOther() {
    for (int seed = 0; seed < 20; seed++) {
      List<double[]> points = points(40, 2 + seed % 3, seed);
      int[] ranks = Pareto.ranks(points);
      for (int i = 0; i < ranks.length; i++) {
        assertThat(ranks[i]).isEqualTo(chain(points, points.get(i)));
      }
    }
  }

  private static int chain(List<double[]> points, double[] end) {
    return points.stream()
        .filter(p -> Pareto.dominates(p, end))
        .mapToInt(p -> 1 + chain(points, p))
        .max()
        .orElse(0);
  }

  @Test
  void crowdingByHand() {
    List<double[]> points =
        List.of(new double[] {5, 1}, new double[] {0, 9}, new double[] {1, 5}, new double[] {3, 4});
    // (1,5): (3 - 0) / 5 + (9 - 4) / 8; (3,4): (5 - 1) / 5 + (5 - 1) / 8
    double[] crowding = Pareto.crowding(points);
    assertThat(crowding[0]).isInfinite();
    assertThat(crowding[1]).isInfinite();
    assertThat(crowding[2]).isCloseTo(1.225, within(1e-12));
    assertThat(crowding[3]).isCloseTo(1.3, within(1e-12));
    List<double[]> same = List.of(new double[] {1, 2}, new double[] {1, 2}, new double[] {1, 2});
    assertThat(Pareto.crowding(same)).doesNotContain(Double.NaN).contains(0);
  }

  @Test
  void hypervolumeByHand() {
    List<double[]> points = List.of(new double[] {1, 3}, new double[] {2, 1}, new double[] {9, 0});
    // 3 x 1 of the first, and 2 x 2 more of the second; the third is beyond the reference.
    assertThat(Pareto.hypervolume(points, new double[] {4, 4})).isEqualTo(3 + 4);
    assertThat(Pareto.hypervolume(List.of(), new double[] {4, 4})).isZero();
    double[] corner = {1, 1, 1};
    assertThat(Pareto.hypervolume(List.of(corner), new double[] {3, 4, 5})).isEqualTo(24);
  }

  @Test
  void theHypervolumeIsTheNumberOfUnitCubesThatAPointDominates() {
    for (int seed = 0; seed < 20; seed++) {
      int coordinates = 2 + seed % 3;
      List<double[]> points = points(12, coordinates, seed);
      double[] reference = IntStream.range(0, coordinates).mapToDouble(d -> 5).toArray();
      double cubes =
          IntStream.range(0, (int) Math.pow(5, coordinates))
              .mapToObj(i -> corner(i, coordinates))
              .filter(c -> points.stream().anyMatch(p -> below(p, c)))
              .count();
      assertThat(Pareto.hypervolume(points, reference)).isCloseTo(cubes, within(1e-9));
    }
  }

  private static double[] corner(int i, int coordinates) {
    return IntStream.range(0, coordinates).mapToDouble(d -> i / (int) Math.pow(5, d) % 5).toArray();
  }

  private static boolean below(double[] point, double[] corner) {
    return IntStream.range(0, point.length).allMatch(d -> point[d] <= corner[d]);
  }

  @Test
  void theFrontHasWhatNoOtherDominatesAndItsVolumeOnlyGrows() {
    SearchResult found = run(new RandomSearch(40), 1);
    Front front = found.front(TWO);
    for (Candidate c : found.scored()) {
      boolean free =
          found.scored().stream()
              .noneMatch(o -> Pareto.dominates(Front.point(o, TWO), Front.point(c, TWO)));
      assertThat(front.candidates().contains(c)).isEqualTo(free);
    }
    assertThat(front.candidates()).isEqualTo(reversed(found.pareto()));
    assertThat(front.hypervolume()).hasSize(40).isSorted();
    assertThat(front.table().columnNames()).containsExactly("architecture", "score", "parameters");
    assertThat(front.plot().getSeriesMap().get("hypervolume").getYData())
        .containsExactly(front.hypervolume().stream().mapToDouble(v -> v).toArray());
  }

  private static List<Candidate> reversed(List<Candidate> byCost) {
    List<Candidate> byScore = new ArrayList<>(byCost);
    Collections.reverse(byScore);
    return byScore;
  }

  @Test
  void searchesShareTheChartsBox() {
    SearchResult one = run(new RandomSearch(10), 2);
    SearchResult both = new SearchResult(run(new RandomSearch(20), 2).scored());
    var chart = Front.plot(Map.of("one", one, "both", both), TWO).getSeriesMap();
    assertThat(chart.get("one").getYData()).startsWith(chart.get("both").getYData()[0]);
    assertThat(chart.get("one").getYData()[9]).isEqualTo(chart.get("both").getYData()[9]);
    assertThat(chart.get("one").getYData()[10]).isNaN();
  }

  @Test
  void nsga2FindsMoreVolumeThanAsManyRandomArchitectures() {
    // Wide ops, which the score is against; both want small kernels.
    Objective wide = new Objective("wide", c -> c.score() - 2 * Landscape.width(c.architecture()));
    List<Objective> both = List.of(Objective.score(), wide);
    for (int seed = 0; seed < 3; seed++) {
      SearchResult random = run(new RandomSearch(150), seed);
      SearchResult evolved = run(new ParetoEvolution(150, 45, 10, both, .1), seed);
      List<Candidate> all = new ArrayList<>(random.scored());
      all.addAll(evolved.scored());
      double[] worst =
          both.stream()
              .mapToDouble(o -> all.stream().mapToDouble(o::of).max().orElseThrow())
              .toArray();
      assertThat(volume(evolved, both, worst)).isGreaterThan(volume(random, both, worst));
    }
  }

  private static double volume(SearchResult found, List<Objective> by, double[] worst) {
    return Pareto.hypervolume(found.scored().stream().map(c -> Front.point(c, by)).toList(), worst);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 12})
  void childrenDescendFromTheSurvivorsOfTheirGeneration(int start) {
    int size = 6;
    ParetoEvolution stage = new ParetoEvolution(30, start, size, TWO, .1);
    List<Candidate> rows = run(stage, 3).scored();
    List<Candidate> alive = rows.subList(0, size);
    for (int born = size; born < 30; born += size) {
      List<String> parents = alive.stream().map(c -> c.architecture().id()).toList();
      boolean random = born < start;
      assertThat(rows.subList(born, born + size))
          .allSatisfy(c -> assertThat(parents.contains(c.parent())).isNotEqualTo(random));
      List<Candidate> together = new ArrayList<>(alive);
      together.addAll(rows.subList(born, born + size));
      alive = stage.fittest(together).subList(0, size);
    }
    assertThat(rows.subList(0, start)).allSatisfy(c -> assertThat(c.parent()).isNull());
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    SearchResult found = run(new RandomSearch(3), 4);
    Objective odd = new Objective("odd", c -> Double.NaN);
    assertThatThrownBy(() -> found.front(List.of(Objective.score(), odd)))
        .hasMessageContaining("objective odd of architecture ")
        .hasMessageContaining(" is NaN; give a finite number");
    assertThatThrownBy(() -> found.front(List.of(Objective.score())))
        .hasMessage("3 candidates are compared by [score]; give at least one, and two objectives");
    assertThatThrownBy(() -> new ParetoEvolution(9, 1, 1, TWO, .1))
        .hasMessageContaining(
            "population is 1, start is 1 and the objectives are [score, parameters]");
  }
}
