package org.smashnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.smashnas.encoding.CodeSums;
import org.smashnas.encoding.Encoding;
import org.smashnas.plot.BarChart;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * What the score hangs on: how much worse a forest tells the scores of networks that it has not
 * seen, once an element of theirs is exchanged among them (permutation importance, Breiman 2001).
 *
 * <p>Elements are the encoding's fields, block by block. Those that go together, as reads and
 * units, share their importance.
 *
 * @param elements most important first
 * @param told share of the scores' variance that the forest tells of networks held out, at most 1;
 *     0 or less if it tells nothing, and then the importances mean nothing either
 * @param candidates that it learned from and was asked about
 */
public record Importance(List<Element> elements, double told, int candidates) {
  /** Each candidate is held out once, by this many forests in turn. */
  private static final int FOLDS = 5;

  private static final int EXCHANGES = 10;
  private static final int TREES = 50;

  /** Bars that a chart has room for. */
  private static final int SHOWN = 12;

  /**
   * An element of an architecture.
   *
   * @param element for example "block 1: dilation"
   * @param importance rise of the mean squared error as a share of the scores' variance; about 0
   *     for what does not matter
   * @param deviation standard deviation of it between the exchanges
   */
  public record Element(String element, double importance, double deviation) {}

  public Importance {
    elements = List.copyOf(elements);
  }

  /**
   * Learns from a search's candidates.
   *
   * @param found at least 10 different ones
   * @param seed of the forests and exchanges
   */
  static Importance of(SearchResult found, long seed) {
    List<Candidate> all =
        new ArrayList<>(found.scored().stream().filter(Candidate::finite).distinct().toList());
    if (all.size() < 2 * FOLDS) {
      throw new IllegalArgumentException(
          "the search has %d candidates; a forest learns nothing from fewer than %d"
              .formatted(all.size(), 2 * FOLDS));
    }
    Random random = new Random(seed);
    Collections.shuffle(all, random);
    Encoding encoding = Encoding.oneHot(all.get(0).architecture().space());
    List<Map<String, double[]>> codes =
        all.stream().map(c -> CodeSums.of(encoding, c.architecture())).toList();
    double[] scores = all.stream().mapToDouble(Candidate::score).toArray();
    double plain = 0;
    Map<String, double[]> rises = new HashMap<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      int own = fold;
      int[] held = IntStream.range(0, scores.length).filter(i -> i % FOLDS == own).toArray();
      int[] rest = IntStream.range(0, scores.length).filter(i -> i % FOLDS != own).toArray();
      List<Map<String, double[]>> asked = take(codes, held);
      double[] truth = take(scores, held);
      Forest forest = Forest.fit(take(codes, rest), take(scores, rest), TREES, random.nextLong());
      double error = squares(forest, asked, truth);
      plain += error;
      for (String element : codes.get(0).keySet()) {
        double[] rise = rises.computeIfAbsent(element, e -> new double[EXCHANGES]);
        for (int k = 0; k < EXCHANGES; k++) {
          rise[k] += squares(forest, exchanged(asked, element, random), truth) - error;
        }
      }
    }
    double mean = Arrays.stream(scores).average().orElseThrow();
    double variance = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
    double unit = variance == 0 ? 1 : variance;
    List<Element> elements = new ArrayList<>();
    rises.forEach((name, rise) -> elements.add(element(name, rise, unit)));
    elements.sort(
        Comparator.comparingDouble(Element::importance).reversed().thenComparing(Element::element));
    return new Importance(elements, 1 - plain / unit, scores.length);
  }

  private static Element element(String name, double[] rises, double unit) {
    double mean = Arrays.stream(rises).average().orElseThrow() / unit;
    double squares = Arrays.stream(rises).map(r -> Math.pow(r / unit - mean, 2)).sum();
    return new Element(name, mean, Math.sqrt(squares / (rises.length - 1)));
  }

  private static List<Map<String, double[]>> take(List<Map<String, double[]>> codes, int[] those) {
    return IntStream.of(those).mapToObj(codes::get).toList();
  }

  private static double[] take(double[] scores, int[] those) {
    return IntStream.of(those).mapToDouble(i -> scores[i]).toArray();
  }

  private static double squares(Forest forest, List<Map<String, double[]>> codes, double[] truth) {
    return IntStream.range(0, truth.length)
        .mapToDouble(
            i -> Arrays.stream(forest.each(codes.get(i))).average().orElseThrow() - truth[i])
        .map(d -> d * d)
        .sum();
  }

  /** The codes with an element's sums dealt out anew. */
  private static List<Map<String, double[]>> exchanged(
      List<Map<String, double[]>> codes, String element, Random random) {
    List<double[]> dealt = new ArrayList<>(codes.stream().map(c -> c.get(element)).toList());
    Collections.shuffle(dealt, random);
    List<Map<String, double[]>> changed = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      Map<String, double[]> code = new HashMap<>(codes.get(i));
      code.put(element, dealt.get(i));
      changed.add(code);
    }
    return changed;
  }

  /** One element a row. */
  public Table table() {
    return Tables.of("importance", Element.class, elements);
  }

  /** The most important elements, with a standard deviation to each side. */
  public CategoryChart plot() {
    List<Element> most = elements.stream().limit(SHOWN).toList();
    return BarChart.draw(
        "",
        "rise of squared error by variance",
        most.stream().map(Element::element).toList(),
        most.stream().mapToDouble(Element::importance).toArray(),
        most.stream().mapToDouble(e -> e.importance() - e.deviation()).toArray(),
        most.stream().mapToDouble(e -> e.importance() + e.deviation()).toArray());
  }

  /** For example "a forest tells 41% of the variance of 200 scores held out; most by ...". */
  @Override
  public String toString() {
    return told <= 0
        ? "a forest tells nothing of %d scores held out; score more candidates"
            .formatted(candidates)
        : String.format(
            Locale.ROOT,
            "a forest tells %.0f%% of the variance of %d scores held out; most by %s",
            100 * told,
            candidates,
            elements.get(0).element());
  }
}
