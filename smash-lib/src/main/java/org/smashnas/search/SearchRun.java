package org.smashnas.search;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.smashnas.cluster.FailureTable;
import org.smashnas.cluster.PieceException;
import org.smashnas.files.OneWriter;
import org.smashnas.stop.Stop;
import org.smashnas.table.Conditions;
import org.smashnas.table.TableWriter;
import org.smashnas.train.Progress;

/** One run of a search: the trail so far, and the next proposals. */
final class SearchRun {
  private final Search search;
  private final Progress progress;
  private final long seed;
  // One number a row, so that a row's proposal hangs on the rows before it and on nothing else.
  private final SplittableRandom seeds;
  private final List<Candidate> found = new ArrayList<>();
  // Where each of the table's rows belongs.
  private final List<Integer> places = new ArrayList<>();
  private SearchBatch batch;

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
    // A cluster's rows come in any order, and a crash leaves them so.
    Map<List<Object>, Deque<Candidate>> known = new HashMap<>();
    for (Candidate c : earlier) {
      known.computeIfAbsent(key(c.stage(), c.architecture()), k -> new ArrayDeque<>()).add(c);
    }
    do {
      next();
      String stage = batch.stage().name();
      batch.take(a -> known.getOrDefault(key(stage, a), new ArrayDeque<>()).poll());
    } while (batch.size() > 0 && batch.missing().isEmpty());
    for (int i = 0; i < earlier.size(); i++) {
      Candidate left = earlier.get(i);
      if (!known.get(key(left.stage(), left.architecture())).isEmpty()) {
        throw new IllegalArgumentException(
            "row %d of %s is architecture %s of stage %s, where this search has %s of stage %s; resume with the space, stages, constraint and seed (here %d) that it was begun with"
                .formatted(
                    i + 1,
                    file,
                    left.architecture().id(),
                    left.stage(),
                    batch.architecture(batch.missing().get(0)).id(),
                    batch.stage().name(),
                    seed));
      }
    }
  }

  private static List<Object> key(String stage, Object architecture) {
    return List.of(stage, architecture);
  }

  /** Scores what is not known yet. */
  private SearchResult run(
      OneWriter right, Map<String, String> metadata, Map<String, String> conditions) {
    int count = search.count();
    Map<String, String> all = new TreeMap<>(metadata);
    all.putAll(all(conditions));
    all.put("search", search.stages().toString());
    if (batch == null) {
      // Before the table takes the place of an earlier one, since a constraint may allow nothing.
      next();
    }
    for (int i = 0; i < found.size(); i++) {
      places.add(i);
    }
    batch.done().forEach(i -> places.add(found.size() + i));
    progress.begin("Scoring architectures", count, "architectures");
    String failed = "";
    try (TableWriter table = CandidateTable.create(right, all, candidates());
        FailureTable failures = FailureTable.beside(right.file())) {
      try {
        while (batch.size() > 0 && score(table, failures)) {
          next();
        }
      } finally {
        table.arrange(places);
        failed = failures.note();
      }
      return new SearchResult(candidates());
    } finally {
      progress.end("%d of %d scored, %s%s".formatted(places.size(), count, bestError(), failed));
    }
  }

  /** Scores the batch; false if a stop came first. */
  private boolean score(TableWriter table, FailureTable failures) {
    List<Integer> missing = batch.missing();
    // One is scored even if interrupted at once, so that there is a result.
    boolean stopped = places.isEmpty() && Stop.taken();
    List<Integer> wanted = stopped ? missing.subList(0, 1) : missing;
    boolean whole =
        search
            .scorer()
            .crew()
            .work(
                wanted.stream().map(batch::architecture).toList(),
                (i, result) -> {
                  table.append(CandidateTable.Line.of(candidate(wanted.get(i), result, failures)));
                  places.add(found.size() + wanted.get(i));
                  progress.advance(places.size(), batch.stage().name() + ", " + bestError());
                });
    return whole && !stopped;
  }

  private Candidate candidate(int i, Supplier<Scored> result, FailureTable failures) {
    try {
      return batch.score(i, result.get());
    } catch (PieceException e) {
      failures.add(batch.architecture(i), "score", e);
      return batch.fail(i);
    }
  }

  /** All that is known, in the order of the proposals. */
  private List<Candidate> candidates() {
    return Stream.concat(found.stream(), batch.candidates().stream()).toList();
  }

  /** Goes on to the next batch, which is empty at the end. */
  private void next() {
    if (batch != null) {
      found.addAll(batch.candidates());
    }
    int stage = 0;
    int start = 0;
    int end = search.stages().get(0).count();
    while (found.size() >= end && stage + 1 < search.stages().size()) {
      start = end;
      end += search.stages().get(++stage).count();
    }
    Stage current = search.stages().get(stage);
    Trail trail =
        new Trail(search.space(), search.allowed(), Collections.unmodifiableList(found), start);
    int ahead = found.size() < end ? current.ahead(trail) : 0;
    List<Long> drawn =
        Stream.generate(seeds::nextLong).limit(Math.min(ahead, end - found.size())).toList();
    batch = new SearchBatch(current, drawn.isEmpty() ? List.of() : current.propose(trail, drawn));
  }

  private String bestError() {
    double best =
        Stream.concat(found.stream(), batch.candidates().stream())
            .mapToDouble(Candidate::score)
            .min()
            .orElse(1);
    return String.format(Locale.ROOT, "best error %.1f%%", 100 * best);
  }
}
