package org.smashnas.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.smashnas.arch.Sampler;
import org.smashnas.table.TableWriter;
import org.smashnas.train.Progress;

/**
 * Scores random architectures (second loop of the paper's Algorithm 1).
 *
 * @param scorer gives the scores
 * @param count architectures to draw; the paper takes 500
 */
public record RandomSearch(Scorer scorer, int count) {
  public RandomSearch {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + "; score at least one");
    }
  }

  /**
   * Draws and scores; an interrupt ends the search early with what it has.
   *
   * @param file Arrow table that gets each row as soon as it is known, with a column of JSON
   * @param metadata what the table says of its run
   * @param progress hears of every architecture
   * @param seed of the draws; the same seed gives the same architectures
   */
  public SearchResult run(Path file, Map<String, String> metadata, Progress progress, long seed) {
    Sampler sampler = Sampler.of(scorer.net().encoding().space());
    SplittableRandom seeds = new SplittableRandom(seed);
    List<Candidate> found = new ArrayList<>();
    double best = 1;
    progress.begin("Scoring random architectures", count, "architectures");
    try (TableWriter table = CandidateTable.create(file, metadata)) {
      // One is scored even if interrupted at once, so that there is a result.
      while (found.size() < count && (found.isEmpty() || !Thread.interrupted())) {
        Candidate candidate = scorer.score(sampler.sample(seeds.nextLong()));
        CandidateTable.append(table, candidate);
        found.add(candidate);
        best = Math.min(best, candidate.score());
        progress.advance(found.size(), String.format(Locale.ROOT, "best error %.1f%%", 100 * best));
      }
      return new SearchResult(found);
    } finally {
      progress.end(
          String.format(
              Locale.ROOT, "%d of %d scored, best error %.1f%%", found.size(), count, 100 * best));
    }
  }
}
