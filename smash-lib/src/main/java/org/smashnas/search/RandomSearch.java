package org.smashnas.search;

/**
 * Random architectures (second loop of the paper's Algorithm 1).
 *
 * @param count architectures to draw; the paper takes 500
 */
public record RandomSearch(int count) implements Stage {
  public RandomSearch {
    Stage.check(count, 1);
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public Proposal propose(Trail trail, long seed) {
    return trail.random(seed);
  }

  @Override
  public int ahead(Trail trail) {
    return count;
  }
}
