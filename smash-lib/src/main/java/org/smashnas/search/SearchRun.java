package org.smashnas.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.smashnas.files.OneWriter;
import org.smashnas.stop.Stop;
import org.smashnas.table.Conditions;
import org.smashnas.table.TableWriter;
import org.smashnas.train.Progress;

/** One run of a search: the trail so far, and the next proposal. */
final class SearchRun {
  private final Search search;
  private final Progress progress;
  private final long seed;
  // One number a row, so that a row's proposal hangs on the rows before it and on nothing else.
  private final SplittableRandom seeds;
  private final List<Candidate> found = new ArrayList<>();

  SearchRun(Search search, Progress progress, long seed) {
    this.search = search;
    this.progress = progress;
    this.seed = seed;
    seeds = new SplittableRandom(seed);
  }

  SearchResult run(Path file, Map<String, String> metadata, Map<String, String> conditions) {
    return run(TableWriter.right(file), metadata, conditions);
  }

  SearchResult resume(Path file, Map<String, String> metadata, Map<String, String> conditions) {
    OneWriter right = TableWriter.right(file);
    boolean replayed = false;
    try {
      Conditions.check(file, all(conditions));
      replay(file, CandidateTable.read(file));
      replayed = true;
    } finally {
      if (!replayed) {
        right.close();
      }
    }
    return run(right, metadata, conditions);
  }

  private Map<String, String> all(Map<String, String> conditions) {
    Map<String, String> all = new TreeMap<>(conditions);
    all.put("search_seed", Long.toString(seed));
    return all;
  }

  /** Takes over scored candidates, after checking that this run would have made them too. */
  private void replay(Path file, List<Candidate> earlier) {
    if (earlier.size() > search.count()) {
      throw new IllegalArgumentException(
          "%s has %d rows and the search %d; resume the search that wrote it"
              .formatted(file, earlier.size(), search.count()));
    }
    for (Candidate candidate : earlier) {
      Next next = next();
      if (!candidate.stage().equals(next.stage().name())
          || !candidate.architecture().equals(next.proposal().architecture())) {
        throw new IllegalArgumentException(
            "row %d of %s is architecture %s of stage %s, where this search has %s of stage %s; resume with the space, stages, constraint and seed (here %d) that it was begun with"
                .formatted(
                    found.size() + 1,
                    file,
                    candidate.architecture().id(),
                    candidate.stage(),
                    next.proposal().architecture().id(),
                    next.stage().name(),
                    seed));
      }
      found.add(candidate);
    }
  }

  /** Scores what is not known yet. */
  private SearchResult run(
      OneWriter right, Map<String, String> metadata, Map<String, String> conditions) {
    int count = search.count();
    Map<String, String> all = new TreeMap<>(metadata);
    all.putAll(all(conditions));
    all.put("search", search.stages().toString());
    // Before the table takes the place of an earlier one, since a constraint may allow nothing.
    Next next = nextOf(count);
    progress.begin("Scoring architectures", count, "architectures");
    try (TableWriter table = CandidateTable.create(right, all, found)) {
      // One is scored even if interrupted at once, so that there is a result.
      while (next != null && (found.isEmpty() || !Stop.taken())) {
        Proposal p = next.proposal();
        Candidate candidate =
            search.scorer().score(p.architecture(), p.parent(), next.stage().name());
        CandidateTable.append(table, candidate);
        found.add(candidate);
        progress.advance(found.size(), candidate.stage() + ", " + bestError());
        next = nextOf(count);
      }
      return new SearchResult(found);
    } finally {
      progress.end("%d of %d scored, %s".formatted(found.size(), count, bestError()));
    }
  }

  private Next nextOf(int count) {
    return found.size() < count ? next() : null;
  }

  private Next next() {
    int stage = 0;
    int start = 0;
    while (found.size() >= start + search.stages().get(stage).count()) {
      start += search.stages().get(stage++).count();
    }
    Stage current = search.stages().get(stage);
    Trail trail =
        new Trail(search.space(), search.allowed(), Collections.unmodifiableList(found), start);
    return new Next(current, current.propose(trail, seeds.nextLong()));
  }

  private String bestError() {
    double best = found.stream().mapToDouble(Candidate::score).min().orElse(1);
    return String.format(Locale.ROOT, "best error %.1f%%", 100 * best);
  }

  private record Next(Stage stage, Proposal proposal) {}
}
