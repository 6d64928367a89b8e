package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;

/** The HyperNet, and the noise that it can have beside an encoding, against plain loops. */
class NoiseTest {
  private static final HyperShape PLAIN = new HyperShape(3, 2, List.of(2, 1));
  private static final HyperShape NOISY = PLAIN.withNoise(3);

  private final SearchSpace space = TestSpaces.tiny();
  private final Architecture a = space.sample(3);
  private final SmashNet plain = net(PLAIN);
  private final SmashNet noisy = net(NOISY);
  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x = Naive.random(manager, DataType.FLOAT32, 1, 2, 3, 8, 8);
  private final Naive code =
      Naive.of(plain.encoding().encode(a).toArray(manager, DataType.FLOAT32));

  private SmashNet net(HyperShape shape) {
    return new SmashNet(Encoding.oneHot(space), shape, Precision.FLOAT32, 1);
  }

  @AfterEach
  void close() {
    plain.close();
    noisy.close();
    manager.close();
  }

  @Test
  void withoutNoiseAllWeightsAreThoseOfPlainLoops() {
    Naive expected = NaiveHyper.generate(plain, PLAIN, code);
    assertThat(expected.distance(Naive.of(plain.generate(a)))).isLessThan(1e-5);
  }

  @Test
  void weightsThatNoSeedIsGivenForHaveNoiseOfZero() {
    Naive zero = code.part(0, 3).map(v -> 0);
    Naive expected = NaiveHyper.generate(noisy, NOISY, code.concat(zero));
    assertThat(expected.distance(Naive.of(noisy.generate(a)))).isLessThan(1e-5);
  }

  @Test
  void theFirstLayerSeesTheNoiseChannelsToo() {
    long channels = plain.encoding().channels();
    assertThat(inputs(plain)).isEqualTo(channels);
    assertThat(inputs(noisy)).isEqualTo(channels + 3);
  }

  private static long inputs(SmashNet net) {
    return net.parameters().trained().get("hyper.0.weight").getShape().get(1);
  }

  @Test
  void theSeedDecidesTheNoise() {
    Naive first = Naive.of(noisy.forward(a, x, noisy.generate(a, 5)));
    assertThat(first.distance(noisy.forward(a, x, noisy.generate(a, 5)))).isZero();
    assertThat(first.distance(noisy.forward(a, x, noisy.generate(a, 6)))).isGreaterThan(1e-4);
    assertThat(first.distance(noisy.forward(a, x))).isGreaterThan(1e-4);
  }

  @Test
  void withoutNoiseChannelsTheSeedDecidesNothing() {
    assertThat(Naive.of(plain.forward(a, x)).distance(plain.forward(a, x, plain.generate(a, 5))))
        .isZero();
  }

  @Test
  void fewerThanNoNoiseChannelsAreRefused() {
    assertThatThrownBy(() -> PLAIN.withNoise(-1)).hasMessageContaining("noise of -1 channels");
  }
}
