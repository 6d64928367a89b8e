package org.smashnas.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.stat.StatUtils;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Elements;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;

/**
 * Chooses what training is on, between architectures that are seldom drawn and those that do well
 * (paper, appendix D): a linear contextual bandit, LinUCB (Li et al., 2010).
 *
 * <p>Its context is an architecture's {@link Elements}, each less its mean over random ones and
 * divided by their standard deviation. A step's reward is how far its loss lies below the moving
 * average of the losses before it, in their moving deviation: what all architectures gain as
 * training goes on is credited to none.
 */
final class Guide {
  /** Random architectures by which elements are scaled. */
  private static final int SCALED_BY = 200;

  /** Steps that the moving average goes back. */
  private static final double WINDOW = 50;

  /**
   * What the steps so far have shown; nothing changes it.
   *
   * @param steps that it has learned from
   * @param average moving average of their losses, in nats
   * @param square moving average of the losses' squared distance from it
   * @param precision 1 on the diagonal, and the sum of outer products of contexts with themselves
   * @param rewards sum of contexts, each times its reward
   */
  record Seen(
      int steps, double average, double square, List<double[]> precision, List<Double> rewards) {
    Seen {
      precision = List.copyOf(precision);
      rewards = List.copyOf(rewards);
    }

    private RealMatrix matrix() {
      return MatrixUtils.createRealMatrix(precision.toArray(double[][]::new));
    }

    private RealVector vector() {
      return MatrixUtils.createRealVector(
          rewards.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private final List<String> names;
  private final double[] means;
  private final double[] deviations;

  /**
   * Draws what elements are scaled by.
   *
   * @param space whose architectures it chooses between
   */
  Guide(SearchSpace space, long seed) {
    List<Map<String, Double>> random =
        Sampler.of(space).sample(SCALED_BY, seed).stream().map(Elements::of).toList();
    names = List.copyOf(random.get(0).keySet());
    means = new double[names.size()];
    deviations = new double[names.size()];
    for (int i = 0; i < means.length; i++) {
      String name = names.get(i);
      double[] values = random.stream().mapToDouble(e -> e.get(name)).toArray();
      means[i] = StatUtils.mean(values);
      double deviation = Math.sqrt(StatUtils.variance(values));
      deviations[i] = deviation == 0 ? 1 : deviation;
    }
  }

  /** Before the first step. */
  Seen nothing() {
    int n = names.size() + 1;
    double[][] unit = MatrixUtils.createRealIdentityMatrix(n).getData();
    return new Seen(0, 0, 0, List.of(unit), IntStream.range(0, n).mapToObj(i -> 0.0).toList());
  }

  /** 1, and the scaled elements. */
  RealVector context(Architecture architecture) {
    Map<String, Double> elements = Elements.of(architecture);
    double[] x = new double[names.size() + 1];
    x[0] = 1;
    for (int i = 0; i < means.length; i++) {
      x[i + 1] = (elements.get(names.get(i)) - means[i]) / deviations[i];
    }
    return MatrixUtils.createRealVector(x);
  }

  /** The candidate of the greatest upper confidence bound: expected reward and its deviation. */
  Architecture choose(Seen seen, List<Architecture> candidates) {
    DecompositionSolver solver = new CholeskyDecomposition(seen.matrix()).getSolver();
    RealVector expected = solver.solve(seen.vector());
    return candidates.stream()
        .max(
            Comparator.comparingDouble(
                a -> {
                  RealVector x = context(a);
                  return x.dotProduct(expected) + Math.sqrt(x.dotProduct(solver.solve(x)));
                }))
        .orElseThrow();
  }

  /**
   * What is known after one more step; the first has nothing to be compared with.
   *
   * @param on the step's architectures
   * @param loss mean of their losses, in nats
   */
  Seen learn(Seen seen, List<Architecture> on, double loss) {
    if (seen.steps() == 0) {
      return new Seen(1, loss, 0, seen.precision(), seen.rewards());
    }
    // Of means too: the model is linear.
    RealVector x =
        on.stream().map(this::context).reduce(RealVector::add).orElseThrow().mapDivide(on.size());
    double below = seen.average() - loss;
    double weight = 1 / Math.min(seen.steps(), WINDOW);
    double square = seen.square() + weight * (below * below - seen.square());
    double reward = square == 0 ? 0 : below / Math.sqrt(square);
    double[][] precision = seen.matrix().add(x.outerProduct(x)).getData();
    double[] rewards = seen.vector().add(x.mapMultiply(reward)).toArray();
    return new Seen(
        seen.steps() + 1,
        seen.average() - weight * below,
        square,
        List.of(precision),
        Arrays.stream(rewards).boxed().toList());
  }
}
