package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.arch.Write;
import org.smashnas.encoding.Encoding;

/** The loss's gradient against central differences, in float64. */
class GradientTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray labels = manager.create(new long[] {0, 1, 2, 1});

  @AfterEach
  void close() {
    manager.close();
  }

  static List<Architecture> architectures() {
    SearchSpace rich = TestSpaces.rich(TestSpaces.tiny());
    return List.of(
        TestSpaces.tiny().sample(3),
        TestSpaces.voxels().sample(3),
        everything(rich.withPreActivation(false).withOpNorm(true)));
  }

  /** A gate in each block, and ops of all activations and all ways of writing and pooling. */
  private static Architecture everything(SearchSpace space) {
    Conv conv = new Conv(true, List.of(3, 5), List.of(2, 1), 2);
    var builder = Architecture.builder(space);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(8)
          .op(List.of(0), List.of(1), 8, Pattern.FULL, conv)
          .activation(space.activations().get(b))
          .gated()
          .writing(Write.ADD)
          .pool(space.pools().get(b))
          .op(List.of(0, 1), List.of(0), 8, Pattern.LOPSIDED, conv)
          .activation(Activation.TANH)
          .writing(space.writes().get(b));
    }
    return builder.build();
  }

  private NDArray input(Architecture a) {
    return a.space().dims() == 2
        ? Naive.random(manager, DataType.FLOAT64, 2, 4, 3, 8, 8)
        : Naive.random(manager, DataType.FLOAT64, 2, 4, 1, 8, 8, 8);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void ofAWholeSmashNetworkAgreesWithDifferences(Architecture a) {
    Encoding encoding = Encoding.oneHot(a.space());
    try (SmashNet net = new SmashNet(encoding, HyperShape.paper(), Precision.FLOAT64, 1)) {
      NDArray x = input(a);
      NDArray c = encoding.encode(a).toArray(manager, DataType.FLOAT64);
      GradientCheck check =
          new GradientCheck(() -> Loss.crossEntropy(net.forward(a, x, net.generate(c)), labels));
      check.check("encoding", c);
      Map<String, NDArray> trained = net.parameters().trained();
      for (String name :
          List.of(
              "hyper.0.weight",
              "hyper.25.weight",
              "stem.weight",
              "blocks.0.conv.0.weight",
              "transitions.1.weight")) {
        check.check(name, trained.get(name));
      }
      for (String name : List.of("blocks.0.norm.0.weight", "blocks.1.norm.2.bias")) {
        if (a.space().opNorm()) {
          check.check(name, trained.get(name));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void ofAHyperNetWithMessagesAndCentredFeaturesAgreesWithDifferences(Architecture a) {
    Encoding encoding = Encoding.oneHot(a.space());
    HyperShape shape = HyperShape.paper().withMessages(2).withCentred(true);
    try (SmashNet net = new SmashNet(encoding, shape, Precision.FLOAT64, 1)) {
      NDArray x = input(a);
      GradientCheck check = new GradientCheck(() -> Loss.crossEntropy(net.forward(a, x), labels));
      for (String name :
          List.of("messages.0.weight", "messages.1.weight", "0.weight", "25.weight")) {
        check.check(name, net.parameters().trained().get("hyper." + name));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void ofWrittenConvolutionsAgreesWithDifferences(Architecture a) {
    Encoding encoding = Encoding.oneHot(a.space());
    HyperShape shape = new HyperShape(3, 4, List.of(2, 2)).withConvs(true);
    for (var source : List.of(PointwiseSource.HYPERNET, PointwiseSource.SHARED)) {
      try (SmashNet net = new SmashNet(encoding, shape, source, Precision.FLOAT64, 1)) {
        NDArray x = input(a);
        GradientCheck check =
            new GradientCheck(() -> Loss.crossEntropy(net.forward(a, x, net.generate(a)), labels));
        Map<String, NDArray> trained = net.parameters().trained();
        check.check("first layer", trained.get("hyper.0.weight"));
        check.check("last layer", trained.get("hyper.6.weight"));
        if (source == PointwiseSource.SHARED) {
          check.check("table", trained.get("hyper.shared.weight"));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void ofAResultingNetworkAgreesWithDifferences(Architecture a) {
    try (ResultNet net = new ResultNet(a, Precision.FLOAT64, 1)) {
      NDArray x = input(a);
      GradientCheck check =
          new GradientCheck(() -> Loss.crossEntropy(net.forward(x, true), labels));
      for (String name :
          List.of(
              "stem.weight",
              "blocks.1.ops.0.pointwise.weight",
              "blocks.1.ops.0.pointwise.norm.weight",
              "blocks.0.ops.0.conv.0.weight",
              "transitions.0.weight")) {
        check.check(name, net.parameters().trained().get(name));
      }
    }
  }
}
