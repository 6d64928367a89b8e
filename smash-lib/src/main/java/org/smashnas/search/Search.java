package org.smashnas.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.train.Progress;

/**
 * A search: stages that follow one another, each building on what those before it found, all into
 * one table (paper, section 3 and appendix C).
 *
 * @param space where random architectures come from
 * @param scorer gives the scores
 * @param stages in their order, at least one; {@link Stage#paper} gives the paper's three
 * @param allowed constraint that every scored architecture keeps; those that break it are drawn
 *     again, a thousand times at most
 */
public record Search(
    SearchSpace space, Scorer scorer, List<Stage> stages, Predicate<Architecture> allowed) {
  public Search {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException(
          "the search has no stage; give at least one, for example new RandomSearch(500)");
    }
  }

  /** Without a constraint. */
  public Search(SearchSpace space, Scorer scorer, List<Stage> stages) {
    this(space, scorer, stages, a -> true);
  }

  /** Adds a constraint to those that there are. */
  public Search where(Predicate<Architecture> constraint) {
    return new Search(space, scorer, stages, allowed.and(constraint));
  }

  /** Allows no architecture with more free weights than this. */
  public Search withMaxParameters(long most) {
    return where(a -> a.parameters() <= most);
  }

  /** Allows no architecture with more multiply-adds for one input than this. */
  public Search withMaxMultiplyAdds(long most) {
    return where(a -> a.multiplyAdds() <= most);
  }

  /** Architectures that a whole run scores. */
  public int count() {
    return stages.stream().mapToInt(Stage::count).sum();
  }

  /**
   * Draws and scores; an interrupt ends the search early with what it has, at least one.
   *
   * @param file Arrow table that gets each row as soon as it is known, with a column of JSON; an
   *     earlier table there is replaced
   * @param metadata what the table says of its run; "search" and "search_seed" are added
   * @param progress hears of every architecture
   * @param seed of the draws; the same seed and scores give the same architectures
   * @throws IllegalStateException if no architecture that the constraint allows is found, or
   *     another run writes the table, with who that is
   */
  public SearchResult run(Path file, Map<String, String> metadata, Progress progress, long seed) {
    return run(file, metadata, Map.of(), progress, seed);
  }

  /**
   * The same with conditions, which whoever resumes the search must share.
   *
   * @param conditions metadata, too, but such that scores made under other ones are not to be
   *     mixed: the network, the examples
   */
  public SearchResult run(
      Path file,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Progress progress,
      long seed) {
    return new SearchRun(this, progress, seed).run(file, metadata, conditions);
  }

  /**
   * Goes on with a search that was interrupted or crashed: the rows of its table are kept, and only
   * the rest is scored. With scores that do not depend on the run, the result is that of a run that
   * was never interrupted.
   *
   * @param file the search's table, whole or as a crash left it, with rows or none
   * @param seed and the search itself: as in the run that began the table
   * @throws IllegalArgumentException if the table is not the beginning of this search with this
   *     seed, or is damaged; it then stays as it is
   * @throws IllegalStateException if another run writes it, with who that is
   * @throws java.io.UncheckedIOException if there is no such table
   */
  public SearchResult resume(
      Path file, Map<String, String> metadata, Progress progress, long seed) {
    return resume(file, metadata, Map.of(), progress, seed);
  }

  /**
   * The same under conditions.
   *
   * @throws IllegalArgumentException also if the table was begun under other ones, with both values
   */
  public SearchResult resume(
      Path file,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Progress progress,
      long seed) {
    return new SearchRun(this, progress, seed).resume(file, metadata, conditions);
  }
}
