package org.smashnas;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.study.CodeScorer;
import org.smashnas.study.Regime;
import org.smashnas.study.Truths;
import org.smashnas.study.VariantStudy;
import org.smashnas.study.Variants;
import org.smashnas.train.Progress;
import org.smashnas.train.Seeds;
import org.smashnas.train.SmashConfig;

/**
 * Encodings side by side: each variant gets SMASH networks of its own, trained with the same
 * budget, examples, sampled architectures and seeds, and a row in one table.
 *
 * <pre>{@code
 * var bench = Workbench.open(SearchSpace.v2(), data, Budget.laptop(), List.of(1L, 2L), folder);
 * bench.add("one-hot", Encoding::oneHot); // the first is the reference
 * bench.add("without writes", s -> Encoding.oneHot(s).without("write")).summary(1);
 * }</pre>
 *
 * <p>Against a table of truths each row says, too, how well the scores tell true errors:
 *
 * <pre>{@code
 * bench = bench.against(Truths.read(table), "settled");
 * bench.add("one-hot", Encoding::oneHot).plotTruths(1);
 * }</pre>
 */
public final class Workbench {
  private final SearchSpace space;
  private final RunData data;
  private final Budget budget;
  private final VariantStudy study;
  private final Path folder;
  private final Map<String, String> metadata;

  private Workbench(
      SearchSpace space, RunData data, Budget budget, VariantStudy study, Path folder) {
    this.space = space;
    this.data = data;
    this.budget = budget;
    this.study = study;
    this.folder = folder;
    metadata = data.metadata(space, budget, budget.smash().precision(), study.seeds());
  }

  /**
   * Sets the conditions that all variants share; nothing is trained yet.
   *
   * @param space architectures to learn, cut down to the budget's limits: {@link Budget#fit}
   * @param budget sizes and lengths; each network measures its {@code candidates} architectures
   * @param seeds one for each SMASH network of a variant, at least one; the first draws the
   *     validation examples and the architectures, too
   * @param folder gets variants.arrow; what is there from an earlier run under these conditions is
   *     gone on with
   * @throws UnsupportedOperationException if the budget trains without HyperNet
   */
  public static Workbench open(
      SearchSpace space, Dataset data, Budget budget, List<Long> seeds, Path folder) {
    budget.smash().pointwise().requireHyperNet("a comparison of encodings");
    SearchSpace fitted = budget.fit(space, data);
    long first = seeds.isEmpty() ? 0 : seeds.get(0);
    List<Architecture> some =
        Sampler.of(fitted).sample(budget.candidates(), Seeds.of(first, "workbench"));
    VariantStudy study = new VariantStudy(some.stream().distinct().toList(), seeds);
    RunData examples = RunData.of(fitted, data, budget, first);
    SmashConfig smash = budget.smash();
    examples.requireBatches("a variant's training", smash.batchSize(), smash.augmentation());
    return new Workbench(fitted, examples, budget, study, folder);
  }

  /**
   * The same bench with the networks of a table of truths in place of random ones: each variant's
   * scores are compared with what the networks came to when they were trained normally.
   *
   * @param truths of this bench's space, data set and number of training examples; which of the
   *     data set's examples are held out for validation may differ
   * @param schedule which of its truths; of each network the first training counts
   * @throws IllegalArgumentException if the conditions differ, with both values, or if fewer than 3
   *     networks were trained by the schedule; nothing is trained yet
   */
  public Workbench against(Truths truths, String schedule) {
    Truths fitting = truths.forStudy(space, data.truthConditions());
    VariantStudy known = VariantStudy.against(fitting, schedule, study.seeds());
    return new Workbench(space, data, budget, known, folder);
  }

  /** The space in use: the one given, within the budget's limits and fitted to the data. */
  public SearchSpace space() {
    return space;
  }

  /**
   * Trains and measures a variant, or takes from the table what is known of it; an interrupt ends
   * it early, and the same call goes on.
   *
   * @param name what the table calls the variant; another encoding needs another name
   * @param encoding makes the encoding for the space in use, for example {@code s ->
   *     Encoding.oneHot(s).without("dilation")}
   * @return all that the table has, of this variant and those before
   * @throws IllegalArgumentException before anything is trained, if the encoding fails on one of
   *     the architectures or the table has another one of this name
   */
  public Variants add(String name, Function<SearchSpace, Encoding> encoding) {
    return add(name, encoding, UnaryOperator.identity());
  }

  /**
   * The same for a variant whose HyperNet differs, too.
   *
   * @param shape changes the budget's, for example {@code h -> h.withNoise(4)}
   */
  public Variants add(
      String name, Function<SearchSpace, Encoding> encoding, UnaryOperator<HyperShape> shape) {
    HyperShape usual = budget.smash().hyper();
    HyperShape own = shape.apply(usual);
    Regime regime = new Regime(Regime.NORMAL, s -> s, c -> c.withHyper(own));
    Map<String, String> conditions =
        Map.of("examples", data.toString(), "training", space + ", " + budget.smash());
    return study.run(
        name,
        encoding.apply(space),
        own.equals(usual) ? "" : own.toString(),
        (seed, use) -> train(new SmashPlan(space, data, budget, encoding, regime, seed), use),
        folder,
        metadata,
        conditions,
        Progress::show,
        data.seed());
  }

  private boolean train(SmashPlan plan, Consumer<CodeScorer> use) {
    try (Smash smash = Course.begun(plan, Optional.empty())) {
      // An interrupt ends training early, with fewer epochs.
      if (smash.stopped().isPresent()) {
        throw new IllegalStateException(
            "the SMASH network of seed %d is not measured, as its training was stopped: %s"
                .formatted(plan.seed(), smash.stopped().get()));
      }
      boolean whole = smash.history().epochs().size() == budget.smash().epochs();
      if (whole) {
        use.accept(smash.codeScorer());
      }
      return whole;
    }
  }

  /**
   * For example "workbench of space v2, 50 architectures, seeds [1, 2], in results/lab", and then
   * the truth, if any.
   */
  @Override
  public String toString() {
    return "workbench of space %s, %d architectures, seeds %s, in %s%s"
        .formatted(
            space.name(),
            study.architectures().size(),
            study.seeds(),
            folder,
            study.truth().isEmpty() ? "" : "; true errors from " + study.truth());
  }
}
