package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.cluster.Crew;
import org.smashnas.cluster.MixedCrew;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

/** Searches and races whose pieces come back in any order, as from a cluster. */
class CrewSearchTest {
  private static final List<Stage> STAGES =
      List.of(
          new RandomSearch(9),
          new Perturbation(5),
          new MarkovChain(4),
          new Evolution(14, 10, 3, 0.2).withRound(4));

  @TempDir private Path folder;

  /** A known score by a crew. */
  private static final class Mixed implements PartialScorer {
    final Landscape landscape = new Landscape();
    final MixedCrew crew;
    final List<Integer> batches;

    Mixed(int most, Architecture... broken) {
      crew = new MixedCrew(most);
      crew.broken.addAll(List.of(broken));
      batches = crew.batches;
    }

    @Override
    public Crew<Architecture, Scored> crew() {
      return crew.of(this::scored);
    }

    @Override
    public Crew<Architecture, Evaluation> crew(int part) {
      return crew.of(a -> evaluate(a, part));
    }

    @Override
    public int parts() {
      return 3;
    }

    @Override
    public Evaluation evaluate(Architecture a, int part) {
      return landscape.evaluate(a);
    }

    @Override
    public Evaluation evaluate(Architecture a) {
      return landscape.evaluate(a);
    }
  }

  private static Search search(Scorer scorer) {
    return new Search(Landscape.SPACE, scorer, STAGES);
  }

  private static Table rows(Path file) {
    return Tables.read(file).removeColumns("seconds", "json").setName("rows");
  }

  private Path alone() {
    Path file = folder.resolve("alone.arrow");
    search(new Landscape()).run(file, Map.of(), Progress.silent(), 7);
    return file;
  }

  @Test
  void rowsThatComeInAnyOrderMakeTheTableOfOneProcess() {
    Path file = folder.resolve("mixed.arrow");
    Mixed mixed = new Mixed(1000);
    search(mixed).run(file, Map.of(), Progress.silent(), 7);
    assertThat(rows(file).print(99)).isEqualTo(rows(alone()).print(99));
    // 18 candidates are a whole population, so evolution goes on in rounds that begin at 10 + 4 k.
    assertThat(mixed.batches).containsExactly(9, 5, 1, 1, 1, 1, 4, 4, 4, 2);
  }

  @Test
  void whatAStopLeavesInTheMidstOfABatchIsGoneOnWith() {
    for (int most : new int[] {1, 4, 11, 17, 20, 29}) {
      Path file = folder.resolve(most + ".arrow");
      SearchResult part = search(new Mixed(most)).run(file, Map.of(), Progress.silent(), 7);
      assertThat(part.ranked()).hasSize(most);
      Mixed rest = new Mixed(1000);
      search(rest).resume(file, Map.of(), Progress.silent(), 7);
      assertThat(rest.batches.stream().mapToInt(b -> b).sum()).isEqualTo(32 - most);
      assertThat(rows(file).print(99)).isEqualTo(rows(alone()).print(99));
    }
  }

  @Test
  void theUnsortedStreamThatAKilledProcessLeavesIsGoneOnWith() throws Exception {
    Path stream = folder.resolve("stream.arrow");
    Path file = folder.resolve("search.arrow");
    Scorer copies =
        new Scorer() {
          private final Mixed mixed = new Mixed(12);

          @Override
          public Evaluation evaluate(Architecture a) {
            return mixed.evaluate(a);
          }

          @Override
          public Crew<Architecture, Scored> crew() {
            return (pieces, listener) -> {
              boolean whole = mixed.crew().work(pieces, listener);
              try {
                Files.write(stream, Files.readAllBytes(file));
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return whole;
            };
          }
        };
    search(copies).run(file, Map.of(), Progress.silent(), 7);
    List<String> ids = rows(stream).stringColumn("architecture").asList();
    assertThat(ids).hasSize(12).isNotEqualTo(rows(file).stringColumn("architecture").asList());
    Mixed rest = new Mixed(1000);
    search(rest).resume(stream, Map.of(), Progress.silent(), 7);
    assertThat(rest.batches.stream().mapToInt(b -> b).sum()).isEqualTo(20);
    assertThat(rows(stream).print(99)).isEqualTo(rows(alone()).print(99));
  }

  @Test
  void aPieceThatFailsIsARowAndItsErrorIsBesideTheTable() {
    Architecture broken = SearchResult.read(alone()).ranked().get(3).architecture();
    Path file = folder.resolve("search.arrow");
    SearchResult found = search(new Mixed(1000, broken)).run(file, Map.of(), Progress.silent(), 7);
    assertThat(found.ranked()).hasSize(32).filteredOn(Candidate::failed).hasSize(1);
    assertThat(found.toString()).startsWith("32 architectures, 1 that could not be scored: ");
    assertThat(SearchResult.read(file)).isEqualTo(found);
    assertThat(rows(file).columnNames()).isEqualTo(rows(alone()).columnNames());
    Table failed = Tables.read(folder.resolve("search-failed.arrow"));
    assertThat(failed.rowCount()).isEqualTo(1);
    assertThat(failed.stringColumn("architecture_id").get(0)).isEqualTo(broken.id());
    assertThat(failed.stringColumn("error").get(0)).isEqualTo("no luck");
    Mixed again = new Mixed(1000);
    assertThat(search(again).resume(file, Map.of(), Progress.silent(), 7)).isEqualTo(found);
    assertThat(again.batches).isEmpty();
  }

  @Test
  void evolutionInRoundsTakesParentsOfBeforeTheRound() {
    Evolution rounds = new Evolution(14, 10, 3, 0.2).withRound(4);
    List<Candidate> all =
        new ArrayList<>(
            search(new Landscape())
                .run(folder.resolve("a.arrow"), Map.of(), Progress.silent(), 7)
                .ranked());
    for (int size = 14; size < 18; size++) {
      Trail trail = new Trail(Landscape.SPACE, a -> true, all.subList(0, size), 0);
      Trail begun = new Trail(Landscape.SPACE, a -> true, all.subList(0, 14), 0);
      assertThat(rounds.ahead(trail)).isEqualTo(18 - size);
      assertThat(rounds.propose(trail, 5)).isEqualTo(rounds.propose(begun, 5));
    }
    assertThatThrownBy(() -> rounds.withRound(11)).hasMessageContaining("round is 11");
    assertThat(rounds.withRound(1)).isEqualTo(new Evolution(14, 10, 3, 0.2));
  }

  @Test
  void aRaceGivesTheSameInAnyOrderAndWhoFailsIsOut() {
    List<Architecture> some = Sampler.of(Landscape.SPACE).sample(20, 1);
    Race race = Race.of(3, 0.1).withShare(0.5).by(org.smashnas.train.Measure.CROSS_ENTROPY);
    RaceResult mixed = race.run(new Mixed(1000), some, Progress.silent());
    PartialScorer plain =
        new PartialScorer() {
          private final Landscape landscape = new Landscape();

          @Override
          public int parts() {
            return 3;
          }

          @Override
          public Evaluation evaluate(Architecture a, int part) {
            return landscape.evaluate(a);
          }

          @Override
          public Evaluation evaluate(Architecture a) {
            return landscape.evaluate(a);
          }
        };
    RaceResult alone = race.run(plain, some, Progress.silent());
    assertThat(mixed.best()).isEqualTo(alone.best());
    Architecture best = alone.best().get(0).architecture();
    assertThat(race.run(new Mixed(1000, best), some, Progress.silent()).best())
        .noneMatch(s -> s.architecture().equals(best));
    // A stop in the first round waits for its end, one in a later round gives that up.
    assertThat(race.run(new Mixed(25), some, Progress.silent()).best().get(0).examples())
        .isEqualTo(alone.best().get(0).examples() / 3);
  }
}
