package org.smashnas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;

/** Proposals of one stage that can be scored in any order, and what is known of them. */
final class SearchBatch {
  private final Stage stage;
  private final List<Proposal> proposals;
  private final List<Candidate> known = new ArrayList<>();

  SearchBatch(Stage stage, List<Proposal> proposals) {
    this.stage = stage;
    this.proposals = proposals;
    proposals.forEach(p -> known.add(null));
  }

  Stage stage() {
    return stage;
  }

  int size() {
    return proposals.size();
  }

  Architecture architecture(int i) {
    return proposals.get(i).architecture();
  }

  /** Takes over what is known of its architectures already, each once; null where nothing is. */
  void take(Function<Architecture, Candidate> earlier) {
    IntStream.range(0, size()).forEach(i -> known.set(i, earlier.apply(architecture(i))));
  }

  Candidate score(int i, Scored scored) {
    Proposal p = proposals.get(i);
    known.set(i, scored.candidate(p.architecture(), p.parent(), stage.name()));
    return known.get(i);
  }

  Candidate fail(int i) {
    Proposal p = proposals.get(i);
    known.set(i, Candidate.failed(p.architecture(), p.parent(), stage.name()));
    return known.get(i);
  }

  /** Places of those that nothing is known of. */
  List<Integer> missing() {
    return IntStream.range(0, size()).filter(i -> known.get(i) == null).boxed().toList();
  }

  /** Places of the others. */
  List<Integer> done() {
    return IntStream.range(0, size()).filter(i -> known.get(i) != null).boxed().toList();
  }

  /** What is known, in the proposals' order. */
  List<Candidate> candidates() {
    return known.stream().filter(Objects::nonNull).toList();
  }
}
