package org.smashnas.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Mutation;
import org.smashnas.search.Candidate;
import org.smashnas.search.Evolution;
import org.smashnas.search.RandomSearch;
import org.smashnas.search.Scored;
import org.smashnas.search.Scorer;
import org.smashnas.search.Search;
import org.smashnas.search.SearchResult;
import org.smashnas.search.Stage;
import org.smashnas.search.Surrogate;
import org.smashnas.stop.Stop;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

/**
 * Which way of searching finds the best networks: strategies that score equally many, with equal
 * seeds, are judged by the true errors of what they find.
 *
 * @param strategies the stages of each by its name, which is a file's, too; the others are compared
 *     with the first; all score the same number
 * @param seeds of the searches, each once
 */
public record StrategyStudy(Map<String, List<Stage>> strategies, List<Long> seeds) {
  /** Name of the table of true errors. */
  static final String WINNERS = "winners.arrow";

  public StrategyStudy {
    strategies = new LinkedHashMap<>(strategies);
    seeds = List.copyOf(seeds);
    if (strategies.isEmpty()
        || seeds.isEmpty()
        || seeds.stream().distinct().count() < seeds.size()) {
      throw new IllegalArgumentException(
          "the strategies are %s and the seeds %s; give at least one of each, and each seed once"
              .formatted(strategies.keySet(), seeds));
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    strategies.forEach(
        (name, stages) -> counts.put(name, stages.stream().mapToInt(Stage::count).sum()));
    if (counts.values().stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "the strategies score %s architectures; equal numbers alone can be compared"
              .formatted(counts));
    }
  }

  /**
   * Random search, the paper's three stages, evolution (with a population of a quarter of the
   * count) and search that learns.
   *
   * @param count architectures that each scores, at least 7
   * @param seeds number of searches of each; their seeds are 1, 2, ...
   */
  public static StrategyStudy of(int count, int seeds) {
    Map<String, List<Stage>> all = new LinkedHashMap<>();
    int refinements = count / 7;
    int population = Math.max(2, count / 4);
    all.put("random", List.of(new RandomSearch(count)));
    all.put("paper", Stage.paper(count - 2 * refinements, refinements));
    all.put(
        "evolution",
        List.of(new Evolution(count, population, Math.max(1, population / 4), Mutation.PAPER)));
    all.put("surrogate", List.of(new Surrogate(count)));
    return new StrategyStudy(all, LongStream.rangeClosed(1, seeds).boxed().toList());
  }

  /** The same with another strategy; it scores as many. */
  public StrategyStudy with(String name, List<Stage> stages) {
    Map<String, List<Stage>> more = new LinkedHashMap<>(strategies);
    more.put(name, stages);
    return new StrategyStudy(more, seeds);
  }

  /** A network's true error. */
  record TruthLine(String architecture, double error) {}

  /**
   * Searches, then trains what each search found; a network found twice is trained once, and one
   * scored twice with one seed is scored once. The same call goes on with what an interrupt left.
   *
   * @param search the space, scores and constraint of all searches; its stages are not used
   * @param folder gets a table a search, as "random_1.arrow", and winners.arrow
   * @param metadata what the tables say of their run
   * @param conditions of the searches, which whoever goes on must share
   * @param seed of the trainings
   * @return what is whole by now
   * @throws IllegalArgumentException if the tables were made under other conditions
   */
  public Strategies run(
      Search search,
      NormalTraining training,
      Path folder,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Progress progress,
      long seed) {
    StudyProgress report = new StudyProgress(progress);
    Map<Strategies.Key, SearchResult> found = new LinkedHashMap<>();
    Map<String, Double> truths = new HashMap<>();
    int searches = strategies.size() * seeds.size();
    report.run(
        "Comparing strategies",
        2 * searches,
        "searches and winners",
        () ->
            search(search, folder, metadata, conditions, report, found)
                && train(training, found, folder, metadata, report, truths, seed),
        () -> searches + " searches, " + truths.size() + " winners trained");
    List<Strategies.End> ends = new ArrayList<>();
    found.forEach(
        (key, result) ->
            Optional.ofNullable(truths.get(result.best().id()))
                .ifPresent(error -> ends.add(Strategies.End.of(key, result, error))));
    return new Strategies(ends);
  }

  private boolean search(
      Search search,
      Path folder,
      Map<String, String> metadata,
      Map<String, String> conditions,
      StudyProgress report,
      Map<Strategies.Key, SearchResult> found) {
    for (long s : seeds) {
      // Strategies begin alike, and the same seed draws the same architectures.
      Map<Architecture, Scored> known = new HashMap<>();
      for (Map.Entry<String, List<Stage>> strategy : strategies.entrySet()) {
        Search own =
            new Search(
                search.space(),
                remembering(search.scorer(), known),
                strategy.getValue(),
                search.allowed());
        Path file = folder.resolve(strategy.getKey() + "_" + s + ".arrow");
        Progress silent = Progress.silent();
        SearchResult result =
            Files.exists(file)
                ? own.resume(file, metadata, conditions, silent, s)
                : own.run(file, metadata, conditions, silent, s);
        if (result.scored().size() < own.count()) {
          return false;
        }
        result.scored().forEach(c -> known.putIfAbsent(c.architecture(), scored(c)));
        found.put(new Strategies.Key(strategy.getKey(), s), result);
        report.advance("%s, seed %d: %s".formatted(strategy.getKey(), s, result));
      }
    }
    return true;
  }

  private static Scored scored(Candidate c) {
    return new Scored(new Evaluation(c.score(), c.crossEntropy(), 1), c.seconds());
  }

  private static Scorer remembering(Scorer scorer, Map<Architecture, Scored> known) {
    return new Scorer() {
      @Override
      public Evaluation evaluate(Architecture architecture) {
        return scored(architecture).evaluation();
      }

      @Override
      public Scored scored(Architecture architecture) {
        return known.computeIfAbsent(architecture, scorer::scored);
      }
    };
  }

  private boolean train(
      NormalTraining training,
      Map<Strategies.Key, SearchResult> found,
      Path folder,
      Map<String, String> metadata,
      StudyProgress report,
      Map<String, Double> truths,
      long seed) {
    Map<String, String> conditions = new TreeMap<>(training.conditions());
    conditions.put("training_seed", Long.toString(seed));
    try (ResumableTable<TruthLine> lines =
        ResumableTable.open(folder.resolve(WINNERS), TruthLine.class, 1, metadata, conditions)) {
      for (SearchResult result : found.values()) {
        Architecture winner = result.best();
        if (!lines.has(winner.id())) {
          Optional<Evaluation> truth =
              Stop.taken()
                  ? Optional.empty()
                  : training.run().train(winner, seed, report.training());
          if (truth.isEmpty()) {
            return false;
          }
          lines.append(new TruthLine(winner.id(), truth.get().error()));
        }
        truths.put(winner.id(), lines.get(winner.id()).error());
        report.advance("%d winners trained".formatted(truths.size()));
      }
    }
    return true;
  }
}
