package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Normalization;
import org.smashnas.encoding.Corruption;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.Ablation;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;
import org.smashnas.train.Evaluation;

class SmashScorerTest {
  private static final HyperShape SMALL = new HyperShape(3, 4, List.of(2, 2));

  // Bank sizes of 4 and 8 fill 12 or 8 of the stem's 12 channels.
  private final SearchSpace space =
      TestSpaces.tiny()
          .withClasses(10)
          .withMaxOps(1)
          .withBlocks(List.of(12, 12, 12), List.of(24, 24, 24));
  private final SmashNet net = new SmashNet(Encoding.oneHot(space), SMALL, Precision.FLOAT32, 1);
  private final Batches validation = batches();

  private static Batches batches() {
    Dataset data = Datasets.shapes(60, 10, 1).atResolution(8);
    return new Batches(data.test(), 6, Normalization.of(data.train()), Augmentation.none());
  }

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void scoresAreThoseOfTheWholeNetwork() {
    List<Architecture> some = Sampler.of(space).sample(20, 3);
    assertThat(some).extracting(a -> a.blocks().get(0).inputChannels()).contains(8, 12);
    try (SmashScorer scorer = new SmashScorer(net, validation)) {
      for (Architecture a : some) {
        Evaluation direct = Evaluation.of(net, a, validation);
        Evaluation kept = scorer.evaluate(a);
        assertThat(kept.loss()).isCloseTo(direct.loss(), within(1e-6));
        assertThat(kept.confusion()).isEqualTo(direct.confusion());
      }
    }
  }

  @Test
  void anotherCodesWeightsAreThoseOfTheWholeNetworkToo() {
    Architecture a = space.sample(1);
    Embedding wrong = Corruption.of(Corruption.Kind.ZERO, "read").apply(net.encoding(), a, 1);
    try (SmashScorer scorer = new SmashScorer(net, validation)) {
      Evaluation direct = Evaluation.of(net, a, wrong, validation);
      assertThat(scorer.evaluate(a, wrong).loss()).isCloseTo(direct.loss(), within(1e-6));
      assertThat(direct.loss()).isNotEqualTo(scorer.evaluate(a).loss());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PointwiseSource.class,
      names = {"SHARED", "BANK_TABLE"})
  void controlsInTheHyperNetsPlaceAreScoredAndHaveNoFalseCodes(PointwiseSource source) {
    Architecture a = space.sample(1);
    Embedding code = net.encoding().encode(a);
    try (SmashNet control = new SmashNet(net.encoding(), SMALL, source, Precision.FLOAT32, 1);
        SmashScorer scorer = new SmashScorer(control, validation)) {
      double loss = scorer.evaluate(a).loss();
      assertThat(loss).isEqualTo(scorer.evaluate(a).loss());
      assertThat(loss).isCloseTo(Scorer.of(control, validation).evaluate(a).loss(), within(1e-6));
      double parts = 0;
      for (int part = 0; part < scorer.parts(); part++) {
        parts += scorer.share(part) * scorer.evaluate(a, part).loss();
      }
      assertThat(loss).isCloseTo(parts, within(1e-6));
      assertThatThrownBy(() -> scorer.evaluate(a, code)).hasMessageContaining(source.name());
      assertThatThrownBy(() -> scorer.sensitivity(a, code, List.of(), 0))
          .hasMessageContaining(source.name());
      assertThatThrownBy(() -> Evaluation.of(control, a, code, validation))
          .hasMessageContaining(source.name());
    }
  }

  @ParameterizedTest
  @EnumSource(Ablation.class)
  void ablatedScoresAreThoseOfTheWholeNetworkAndRepeat(Ablation ablation) {
    List<Architecture> some = Sampler.of(space).sample(5, 3);
    try (SmashScorer scorer = new SmashScorer(net, validation)) {
      Function<Architecture, NDArray> weights = ablation.of(net, 1);
      Scorer ablated = scorer.with(weights);
      for (Architecture a : some) {
        double loss = ablated.evaluate(a).loss();
        assertThat(loss).isEqualTo(ablated.evaluate(a).loss());
        Evaluation direct = Evaluation.of(net, a, weights, validation);
        assertThat(loss).isCloseTo(direct.loss(), within(1e-6));
        assertThat(loss == scorer.evaluate(a).loss()).isEqualTo(ablation == Ablation.NONE);
      }
      // what is made the first time around is kept for good
      int before = nativeArrays();
      some.forEach(ablated::evaluate);
      scorer.with(ablation.of(net, 1)).evaluate(some.get(0));
      assertThat(nativeArrays()).isEqualTo(before);
    }
  }

  @Test
  void severalAtATimeGetTheNumbersOfOneAfterTheOther() {
    List<Architecture> some = Sampler.of(space).sample(20, 3);
    try (SmashScorer scorer = new SmashScorer(net, validation)) {
      List<Evaluation> together = new ArrayList<>();
      scorer.crew().work(some, (i, result) -> together.add(result.get().evaluation()));
      assertThat(together).isEqualTo(some.stream().map(scorer::evaluate).toList());
      List<Evaluation> parts = new ArrayList<>();
      scorer.crew(1).work(some, (i, result) -> parts.add(result.get()));
      assertThat(parts).isEqualTo(some.stream().map(a -> scorer.evaluate(a, 1)).toList());
      Scorer off = scorer.with(Ablation.OPS_OFF.of(net, 1));
      List<Evaluation> without = new ArrayList<>();
      off.crew().work(some, (i, result) -> without.add(result.get().evaluation()));
      assertThat(without).isEqualTo(some.stream().map(off::evaluate).toList());
    }
  }

  @Test
  void aScoreChangesNothingOfTheNetwork() {
    SearchSpace normed = space.withOpNorm(true);
    try (SmashNet other = new SmashNet(Encoding.oneHot(normed), SMALL, Precision.FLOAT32, 1);
        SmashScorer scorer = new SmashScorer(other, validation)) {
      String before = other.parameters().sha256();
      Sampler.of(normed).sample(5, 3).forEach(scorer::evaluate);
      Evaluation.of(other, normed.sample(1), validation);
      assertThat(other.parameters().sha256()).isEqualTo(before);
    }
  }

  @Test
  void nativeArraysStayFlatOver200Scores() {
    List<Architecture> all = Sampler.of(space).sample(200, 5);
    // The numbers of each kind of convolution are made once and kept for good.
    all.forEach(a -> Evaluation.of(net, a, validation));
    int none = nativeArrays();
    try (SmashScorer scorer = new SmashScorer(net, validation)) {
      scorer.evaluate(all.get(0));
      int before = nativeArrays();
      all.forEach(scorer::evaluate);
      assertThat(nativeArrays()).isEqualTo(before);
    }
    assertThat(nativeArrays()).isEqualTo(none);
  }

  private int nativeArrays() {
    NDManager own = net.parameters().manager();
    return own.getManagedArrays().size() + own.getParentManager().getManagedArrays().size();
  }

  @Test
  void aScorerOfAnEarlierStemRefusesToScore() {
    Architecture a = space.sample(1);
    try (SmashScorer scorer = new SmashScorer(net, validation)) {
      scorer.evaluate(a);
      net.stemWeight().muli(2);
      assertThatThrownBy(() -> scorer.evaluate(a))
          .hasMessageContaining("was trained since this scorer was made");
    }
  }

  @Test
  void itsMemoryIsExamplesByChannelsByCellsByFourBytes() {
    assertThat(SmashScorer.bytes(space, 20)).isEqualTo(20L * 12 * 8 * 8 * 4);
    SearchSpace voxels = SearchSpace.v2().withDims(3).withResolution(32);
    assertThat(SmashScorer.bytes(voxels, 1000)).isEqualTo(1000L * 128 * 32 * 32 * 32 * 4);
  }
}
