package org.smashnas.proxy;

import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Encoding;
import org.smashnas.search.Candidate;
import org.smashnas.search.Scorer;
import org.smashnas.search.SmashScorer;
import org.smashnas.train.Seeds;

/**
 * A walk from one architecture to better ones: a rule proposes, the score decides (paper, section
 * 4.2).
 *
 * @param name what tables say of it; lower case, with underscores
 * @param rule proposes architectures
 * @param parts over how many of the gradient's batches to average, drawn for each walk; more than
 *     there are stands for all
 * @param evaluations what the walk may spend, in forward passes over all validation examples: one a
 *     score, the start's not counted, and what the rule's gradients cost
 * @param goal which of two architectures is better
 */
public record Descent(String name, UpdateRule rule, int parts, double evaluations, Goal goal) {
  public Descent {
    if (parts < 1 || !(evaluations >= 1)) {
      throw new IllegalArgumentException(
          "descent %s has %d parts and %s evaluations; give at least 1 of each, for one gradient and one score"
              .formatted(name, parts, evaluations));
    }
  }

  /**
   * One scored architecture of a walk.
   *
   * @param evaluations spent up to it, itself included; 0 for the start
   * @param candidate with its score
   * @param moved whether it was better than where the walk stood and than its batch so far
   */
  public record Step(double evaluations, Candidate candidate, boolean moved) {}

  /**
   * Walks until nothing is left to spend; an interrupt ends it after the score in progress.
   *
   * @param encoding the network's own
   * @param scorer gives the scores
   * @param batches the batches that gradients are averaged over
   * @param seed of the rule's draws and of the parts
   * @return the start, then every architecture that was scored within the limit, each once
   */
  public List<Step> run(
      Architecture start, Encoding encoding, Scorer scorer, SmashScorer batches, long seed) {
    ProxyGradient gradient = ProxyGradient.of(encoding, batches, parts, Seeds.of(seed, "parts"));
    return new Walk(this, scorer, gradient, seed).run(start);
  }

  /** Where a walk ended: at the last architecture that it moved to. */
  public static Candidate end(List<Step> steps) {
    return steps.stream().filter(Step::moved).reduce((a, b) -> b).orElseThrow().candidate();
  }

  /**
   * For example "sweep: SweepRule[share=BOTH, sample=60, together=1], 20.0 evaluations, parts 1,
   * goal ERROR".
   */
  @Override
  public String toString() {
    return "%s: %s, %s evaluations, parts %d, goal %s"
        .formatted(name, rule, evaluations, parts, goal);
  }
}
