package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.arch.Write;
import org.smashnas.encoding.Encoding;

/** Known blocks as memory banks (paper, Fig. 1) against the same blocks written directly. */
class GraphTest {
  /** Every size differs between the axes. */
  private static final Conv UNEVEN = new Conv(true, List.of(3, 5), List.of(2, 1), 2);

  private final SearchSpace space =
      TestSpaces.tiny()
          .withMaxOps(3)
          .withWrites(List.of(Write.values()))
          .withBlocks(List.of(8, 8, 8), List.of(32, 32, 32));
  private final SmashNet net = net(space);
  private final NDManager manager = NDManager.newBaseManager();

  private static SmashNet net(SearchSpace of) {
    HyperShape shape = new HyperShape(2, 2, List.of(1));
    return new SmashNet(Encoding.oneHot(of), shape, Precision.FLOAT32, 1);
  }

  @AfterEach
  void close() {
    manager.close();
    net.close();
  }

  private Op op(List<Integer> read, List<Integer> write, int dilation) {
    return TestSpaces.op(space, 8, read, write, 8, Pattern.SINGLE, TestSpaces.plain(dilation));
  }

  /** Runs the first block of an architecture that has it three times, on given input. */
  private void check(Block block, Direct direct) {
    Architecture a = new Architecture(space, List.of(block, block, block));
    NDArray w = net.generate(a);
    NDArray x = Naive.random(manager, DataType.FLOAT32, 3, 2, 8, 6, 6);
    List<OpSite> sites = a.sites().subList(0, block.ops().size());
    NDArray y = new Graph(net.layers(a, w)).block(block, sites).run(x);
    Naive expected = direct.run(Naive.of(x), (i, in) -> function(w, sites.get(i), in));
    assertThat(expected.distance(y)).isLessThan(1e-5);
  }

  private interface Ops {
    Naive apply(int op, Naive in);
  }

  private interface Direct {
    Naive run(Naive x, Ops f);
  }

  /** Normalised 1x1, then ReLU and the shared 3x3, from the raw weights. */
  private Naive function(NDArray w, OpSite site, Naive in) {
    Conv conv = site.op().convs().get(0);
    Naive shared =
        Naive.of(net.parameters().trained().get("blocks." + site.block() + ".conv.0.weight"));
    return pointwise(w, site, in)
        .relu()
        .conv(shared.sliced(8, site.op().bottleneck(), List.of(3, 3)), conv.dilation(), 1);
  }

  private static Naive pointwise(NDArray w, OpSite site, Naive in) {
    Naive filter =
        Naive.of(w)
            .part(site.firstChannel(), site.firstChannel() + in.channels())
            .sliced(site.op().bottleneck(), in.channels(), List.of(1, 1));
    return in.conv(filter.normalised(), List.of(1, 1), 1);
  }

  @Test
  void aResNetBlockAddsToTheOneBankThatItReads() {
    Block block =
        new Block(8, 1, 1, List.of(op(List.of(0), List.of(0), 1), op(List.of(0), List.of(0), 2)));
    check(
        block,
        (x, f) -> {
          Naive once = x.add(f.apply(0, x));
          return once.add(f.apply(1, once));
        });
  }

  @Test
  void aDenseNetBlockReadsAllAndWritesANewBank() {
    Block block =
        new Block(
            8,
            1,
            4,
            List.of(
                op(List.of(0), List.of(1), 1),
                op(List.of(0, 1), List.of(2), 1),
                op(List.of(0, 1, 2), List.of(3), 1)));
    check(
        block,
        (x, f) -> {
          Naive one = x.concat(f.apply(0, x));
          Naive two = one.concat(f.apply(1, one));
          return two.concat(f.apply(2, two));
        });
  }

  @Test
  void aFractalNetBlockJoinsPathsOfDifferentDepth() {
    Block block =
        new Block(
            8,
            1,
            3,
            List.of(
                op(List.of(0), List.of(1), 1),
                op(List.of(0), List.of(2), 1),
                op(List.of(2), List.of(1), 1)));
    check(
        block,
        (x, f) -> {
          Naive deep = f.apply(1, x);
          Naive joined = f.apply(0, x).add(f.apply(2, deep));
          return x.concat(joined).concat(deep);
        });
  }

  @Test
  void anOutputGoesToItsBanksInPiecesAndStartsOver() {
    // 8 units in banks of 4, written to three banks: first half, second half, first half again
    Op op =
        TestSpaces.op(
            space, 4, List.of(0, 1), List.of(0, 1, 2), 8, Pattern.SINGLE, TestSpaces.plain(1));
    Block block = new Block(4, 2, 3, List.of(op));
    check(
        block,
        (x, f) -> {
          Naive y = f.apply(0, x);
          return x.add(y).concat(y.part(0, 4));
        });
  }

  @ParameterizedTest
  @EnumSource
  void anOpFillsAnEmptyBankAndAddsToOverwritesOrGatesAFullOne(Write writing) {
    Op op = op(List.of(0), List.of(0, 1), 1).withWriting(writing);
    check(
        new Block(8, 1, 2, List.of(op, op)),
        (x, f) -> {
          Naive y = f.apply(0, x);
          Naive once = NaiveNet.written(writing, x, y);
          Naive z = f.apply(1, once);
          return NaiveNet.written(writing, once, z).concat(NaiveNet.written(writing, y, z));
        });
  }

  /** The pattern's paths on what the 1x1 gives, by the op's pieces; the second may be absent. */
  private void checkPaths(SearchSpace of, Op op, Conv conv, BinaryOperator<Naive> join) {
    Architecture a = new Architecture(of, Collections.nCopies(3, new Block(8, 1, 2, List.of(op))));
    try (SmashNet own = net(of)) {
      NDArray w = own.generate(a);
      NDArray x = Naive.random(manager, DataType.FLOAT32, 3, 2, 8, 6, 6);
      List<OpSite> sites = a.sites().subList(0, 1);
      Naive h = pointwise(w, sites.get(0), Naive.of(x));
      Naive first = part(own, op, conv, 0, h);
      List<Boolean> active = op.pattern().active();
      first = active.get(1) ? part(own, op, conv, 1, first) : first;
      if (active.get(2)) {
        Naive second = part(own, op, conv, 2, h);
        first = join.apply(first, active.get(3) ? part(own, op, conv, 3, second) : second);
      }
      Naive expected = Naive.of(x).concat(first);
      NDArray y = new Graph(own.layers(a, w)).block(a.blocks().get(0), sites).run(x);
      assertThat(expected.distance(y)).isLessThan(1e-4);
    }
  }

  private static Naive part(SmashNet own, Op op, Conv conv, int i, Naive in) {
    Naive shared = Naive.of(own.parameters().trained().get("blocks.0.conv." + i + ".weight"));
    Naive w = shared.sliced(8, in.channels() / conv.groups(), conv.kernel());
    return NaiveNet.activated(op.activation(), in).conv(w, conv.dilation(), conv.groups());
  }

  @Test
  void allFourConvolutionsMakeTwoPathsThatAreAdded() {
    for (Pattern pattern : Pattern.values()) {
      Op op = TestSpaces.op(space, 8, List.of(0), List.of(1), 8, pattern, UNEVEN);
      checkPaths(space, op, UNEVEN, Naive::add);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PARALLEL", "LOPSIDED", "FULL"})
  void aGateTakesTheFirstPathAsFarAsTheSecondLetsIt(Pattern pattern) {
    SearchSpace gates = space.withGates(true);
    Op added = TestSpaces.op(gates, 8, List.of(0), List.of(1), 8, pattern, UNEVEN);
    checkPaths(
        gates,
        added.withGated(true),
        UNEVEN,
        (first, second) -> first.map(Math::tanh).times(second.map(NaiveNet::sigmoid)));
  }

  @ParameterizedTest
  @EnumSource
  void anOpsActivationIsThatOfAllItsConvolutions(Activation activation) {
    SearchSpace all = space.withActivations(List.of(Activation.values()));
    Op relu = TestSpaces.op(all, 8, List.of(0), List.of(1), 8, Pattern.FULL, UNEVEN);
    checkPaths(all, relu.withActivation(activation), UNEVEN, Naive::add);
  }
}
