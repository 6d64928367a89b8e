package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

/** An architecture's layers with generated 1x1 weights and slices of the shared ones. */
final class GeneratedLayers implements Layers {
  private final Architecture a;
  private final SharedWeights shared;
  private final Map<Integer, NDArray> filters;
  private final boolean preActivation;
  private final Precision precision;

  /**
   * @param sites the ops to have layers for, in order
   * @param generated their weights, (B N_max, the channels that they read)
   */
  GeneratedLayers(
      Architecture a,
      List<OpSite> sites,
      SharedWeights shared,
      NDArray generated,
      Precision precision) {
    this.precision = precision;
    this.a = a;
    this.shared = shared;
    List<NDArray> inOrder = filters(generated, sites);
    filters =
        IntStream.range(0, sites.size())
            .boxed()
            .collect(Collectors.toMap(i -> sites.get(i).column(), inOrder::get));
    preActivation = a.space().preActivation();
  }

  /**
   * The 1x1 filters of ops out of all that is generated, each (1x1 outputs, channels read) and
   * divided by its Euclidean norm: the simplified WeightNorm (paper, section 3.1).
   *
   * <p>An all-zero one, as an all-zero encoding gives, stays zero, with a gradient that is large
   * but finite, since norms below 1e-8 count as 1e-8.
   *
   * @throws IllegalArgumentException if there are more or fewer columns than the ops read
   */
  static List<NDArray> filters(NDArray generated, List<OpSite> sites) {
    long read = sites.stream().mapToLong(OpSite::readChannels).sum();
    if (generated.getShape().get(1) != read) {
      throw new IllegalArgumentException(
          ("the generated weights have %d columns, and the architecture's ops read %d channels;"
                  + " give those that its own encoding makes")
              .formatted(generated.getShape().get(1), read));
    }
    List<Long> sizes = new ArrayList<>();
    sites.forEach(site -> sizes.add((long) site.readChannels()));
    sites.forEach(site -> sizes.add((long) site.op().bottleneck()));
    try (NDArray spec = TorchScript.numbers(sizes)) {
      return TorchScript.callForList("filters", generated, spec);
    }
  }

  /** All weights in use, by the names that a resulting network has for them. */
  Map<String, NDArray> weights() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    put(WeightNames.STEM, stem(), LayerShapes.stem(a), 0, all);
    for (OpSite site : a.sites()) {
      NDArray filter = filters.get(site.column());
      String pointwise = WeightNames.weight(WeightNames.pointwise(site));
      all.put(pointwise, filter.reshape(LayerShapes.pointwise(site)));
      for (int i = 0; i < 4; i++) {
        if (site.op().convs().get(i).active()) {
          int normalised = preActivation ? site.op().convInputs(i) : site.op().units();
          put(WeightNames.conv(site, i), conv(site, i), LayerShapes.conv(site, i), normalised, all);
        }
      }
    }
    for (int b = 1; b < SearchSpace.BLOCKS; b++) {
      Shape shape = LayerShapes.transition(a, b);
      put(WeightNames.transition(b), transition(b), shape, shape.get(1), all);
    }
    Shape shape = LayerShapes.output(a);
    put(WeightNames.OUTPUT, output(), shape, shape.get(1), all);
    all.put(WeightNames.bias(WeightNames.OUTPUT), bias());
    return all;
  }

  /** A layer's own part of shared weights and norm, of so many channels. */
  private static void put(
      String name, Layer layer, Shape shape, long normalised, Map<String, NDArray> to) {
    to.put(WeightNames.weight(name), TorchScript.cut(layer.weight(), shape));
    if (layer.norm() != null) {
      layer.norm().describe(name, normalised, to);
    }
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public boolean batchStatistics() {
    return true;
  }

  @Override
  public Layer stem() {
    return shared.stem();
  }

  @Override
  public Layer pointwise(OpSite site) {
    return new Layer(filters.get(site.column()), null);
  }

  @Override
  public Layer conv(OpSite site, int i) {
    return shared.conv(site.block(), i);
  }

  @Override
  public Layer transition(int block) {
    return shared.transition(block);
  }

  @Override
  public Layer output() {
    return shared.output();
  }

  @Override
  public NDArray bias() {
    return shared.outputBias();
  }
}
