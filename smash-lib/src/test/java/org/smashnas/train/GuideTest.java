package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.RealVector;
import org.hipparchus.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Elements;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;

class GuideTest {
  private static final Sampler SAMPLER = Sampler.of(TestSpaces.tiny());

  /** About what half of all random ones have. */
  private static final double LONG = 2.2;

  private final Guide guide = new Guide(SAMPLER.space(), 1);

  private static double dilation(Architecture a) {
    return Elements.of(a).get("block 1: dilation");
  }

  /** What 200 steps are on, of so many candidates each, where a loss falls and what more costs. */
  private List<Architecture> chosen(int candidates, ToDoubleFunction<Architecture> costs) {
    Random random = new Random(1);
    Guide.Seen seen = guide.nothing();
    List<Architecture> all = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      Architecture a = guide.choose(seen, SAMPLER.sample(candidates, step));
      double loss = 2 - 0.004 * step + 0.1 * random.nextGaussian() + costs.applyAsDouble(a);
      seen = guide.learn(seen, List.of(a), loss);
      all.add(a);
    }
    return all;
  }

  private static double share(List<Architecture> all) {
    return all.stream().skip(100).filter(a -> dilation(a) > LONG).count() / 100.0;
  }

  @Test
  void aDilationThatIsAlwaysWorseIsDrawnLess() {
    ToDoubleFunction<Architecture> worse = a -> dilation(a) > LONG ? 0.5 : 0;
    double uniform = share(chosen(1, worse));
    double guided = share(chosen(8, worse));
    assertThat(uniform).isBetween(0.2, 0.8);
    assertThat(guided).isLessThan(uniform / 3);
    // What costs nothing is drawn as often as before, but for what goes with it.
    assertThat(share(chosen(8, a -> 0))).isGreaterThan(2 * guided);
  }

  @Test
  void whatTwoStepsShowIsAsByHand() {
    List<Architecture> three = SAMPLER.sample(3, 5);
    RealVector first = guide.context(three.get(0));
    RealVector mean = guide.context(three.get(1)).add(guide.context(three.get(2))).mapDivide(2);

    // The first loss is the average, the second lies 0.5 above it: a reward of -0.5 / 0.5.
    Guide.Seen one = guide.learn(guide.nothing(), three.subList(0, 1), 2);
    Guide.Seen two = guide.learn(one, three.subList(1, 3), 2.5);
    assertThat(one.rewards()).containsOnly(0.0);
    assertThat(two.average()).isEqualTo(2.5);
    assertThat(two.square()).isEqualTo(0.25);
    for (int i = 0; i < mean.getDimension(); i++) {
      assertThat(two.rewards().get(i)).isEqualTo(-mean.getEntry(i));
      for (int j = 0; j < mean.getDimension(); j++) {
        double product = mean.getEntry(i) * mean.getEntry(j) + (i == j ? 1 : 0);
        assertThat(two.precision().get(i)[j]).isEqualTo(product);
      }
    }
    // The third: the average moves half of the way to it, the square to (0.25 + 1) / 2.
    Guide.Seen third = guide.learn(two, three.subList(0, 1), 1.5);
    assertThat(third.average()).isEqualTo(2);
    assertThat(third.square()).isEqualTo(0.625);
    double reward = 1 / Math.sqrt(0.625);
    assertThat(third.rewards().get(1))
        .isCloseTo(reward * first.getEntry(1) - mean.getEntry(1), within(1e-12));
  }

  @Test
  void contextsOfTheRandomArchitecturesHaveMeanZeroAndDeviationOne() {
    List<RealVector> all = SAMPLER.sample(200, 1).stream().map(guide::context).toList();
    for (int i = 1; i < all.get(0).getDimension(); i++) {
      int at = i;
      double[] values = all.stream().mapToDouble(x -> x.getEntry(at)).toArray();
      double variance = StatUtils.variance(values);
      assertThat(StatUtils.mean(values)).isCloseTo(0, within(1e-9));
      // Where all have as many ops, that is no reason for a division by 0.
      assertThat(variance).isCloseTo(variance == 0 ? 0 : 1, within(1e-9));
    }
  }

  @Test
  void beforeAnythingIsKnownTheLeastUsualIsTaken() {
    List<Architecture> eight = SAMPLER.sample(8, 3);
    Architecture chosen = guide.choose(guide.nothing(), eight);
    double most = eight.stream().mapToDouble(a -> guide.context(a).getNorm()).max().orElseThrow();
    assertThat(guide.context(chosen).getNorm()).isEqualTo(most);
  }
}
