package org.smashnas.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Cost;
import org.smashnas.arch.Neighbour;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.nn.OpChange;

class ProxyGradientTest {
  private final TinyProxy tiny = new TinyProxy();
  private final Architecture a = tiny.space.sample(4);
  private final List<Neighbour> near = Neighbour.of(a);

  @AfterEach
  void close() {
    tiny.close();
  }

  private Neighbour first(String element) {
    return near.stream().filter(n -> n.element().equals(element)).findFirst().orElseThrow();
  }

  private OpSite changed(Neighbour n) {
    return n.architecture().sites().get(n.site());
  }

  @Test
  void theCodesShareIsTheGradientTimesTheChangeOfTheCode() {
    Architecture other = first("kernel").architecture();
    float[] before = tiny.encoding.encode(a).values();
    float[] after = tiny.encoding.encode(other).values();
    double expected = 0;
    for (int part = 0; part < 3; part++) {
      double[] gradient =
          tiny.scorer.sensitivity(a, tiny.encoding.encode(a), List.of(), part).code();
      double weight = part == 2 ? 0.2 : 0.4;
      expected +=
          weight
              * IntStream.range(0, before.length)
                  .mapToDouble(i -> gradient[i] * (after[i] - before[i]))
                  .sum();
    }
    Prediction found = tiny.gradient().predict(a, List.of(other), false).get(0);
    assertThat(found.code()).isNotZero().isCloseTo(expected, within(1e-9));
    assertThat(found.graph()).isZero();
  }

  @Test
  void theGraphsShareOfTwoOpsIsTheSumOfBoth() {
    Neighbour one = first("dilation");
    Neighbour two =
        near.stream()
            .filter(n -> n.element().equals("groups") && n.site() != one.site())
            .findFirst()
            .orElseThrow();
    Architecture both = Neighbour.together(a, List.of(one, two)).orElseThrow();
    List<Prediction> found =
        tiny.gradient().predict(a, List.of(one.architecture(), two.architecture(), both), true);
    double sum = found.get(0).graph() + found.get(1).graph();
    assertThat(found.get(2).graph()).isNotZero().isCloseTo(sum, within(1e-9));
    assertThat(found.get(2).sum()).isCloseTo(found.get(2).code() + sum, within(1e-9));
    OpChange change = new OpChange(a.sites().get(one.site()), changed(one).op());
    double first =
        tiny.scorer.sensitivity(a, tiny.encoding.encode(a), List.of(change), 0).changes().get(0);
    ProxyGradient part = new ProxyGradient(tiny.encoding, tiny.scorer, List.of(0));
    assertThat(part.predict(a, List.of(one.architecture()), true).get(0).graph())
        .isCloseTo(first, within(1e-9));
  }

  @Test
  void aGradientCostsThreePassesAndEveryChangedOpItsOwn() {
    ProxyGradient part = new ProxyGradient(tiny.encoding, tiny.scorer, List.of(2));
    Neighbour n = first("kernel");
    part.predict(a, List.of(n.architecture()), false);
    // 6 of 30 examples
    assertThat(part.spent()).isCloseTo(0.2 * 3, within(1e-12));
    part.predict(a, List.of(n.architecture(), n.architecture()), true);
    double network = a.sites().stream().mapToLong(Cost::multiplyAdds).sum();
    double ops = Cost.multiplyAdds(a.sites().get(n.site())) + Cost.multiplyAdds(changed(n));
    assertThat(part.spent()).isCloseTo(0.2 * (3 + 3 + ops / network), within(1e-12));
    part.descend(a, 2, 1);
    assertThat(part.spent()).isCloseTo(0.2 * (3 + 3 + ops / network + 6), within(1e-12));
  }

  @Test
  void descentOnTheCodeLowersTheLossAndGoesAsFarAsItSays() {
    ProxyGradient part = new ProxyGradient(tiny.encoding, tiny.scorer, List.of(0));
    double[] moved = part.descend(a, 1, 0.01);
    assertThat(
            Math.sqrt(IntStream.range(0, moved.length).mapToDouble(i -> moved[i] * moved[i]).sum()))
        .isCloseTo(0.01, within(1e-9));
    double[] gradient = tiny.scorer.sensitivity(a, tiny.encoding.encode(a), List.of(), 0).code();
    double along = IntStream.range(0, moved.length).mapToDouble(i -> moved[i] * gradient[i]).sum();
    assertThat(along).isNegative();
  }

  @Test
  void architecturesWithOtherOpsOrBanksAreRefused() {
    SearchSpace space = tiny.space;
    Architecture other =
        LongStream.range(0, 100)
            .mapToObj(space::sample)
            .filter(b -> !ProxyGradient.comparable(a, b))
            .findFirst()
            .orElseThrow();
    assertThat(ProxyGradient.comparable(a, first("read").architecture())).isTrue();
    assertThatThrownBy(() -> tiny.gradient().predict(a, List.of(other), true))
        .hasMessageContaining("no gradient leads from one to the other");
    assertThatThrownBy(() -> new ProxyGradient(tiny.encoding, tiny.scorer, List.of()))
        .hasMessageContaining("at least one of 0 to 2");
  }

  @Test
  void partsAreDrawnBySeedAndNoMoreThanThereAre() {
    ProxyGradient all = ProxyGradient.of(tiny.encoding, tiny.scorer, 9, 1);
    all.predict(a, List.of(first("kernel").architecture()), false);
    assertThat(all.spent()).isCloseTo(3, within(1e-12));
    ProxyGradient one = ProxyGradient.of(tiny.encoding, tiny.scorer, 1, 1);
    one.predict(a, List.of(first("kernel").architecture()), false);
    assertThat(one.spent()).isIn(3 * 0.4, 3 * 0.2);
  }
}
