package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
  private final Map<Integer, NDArray> convs;
  private final boolean preActivation;
  private final Precision precision;

  /**
   * @param sites the ops to have layers for, in order
   * @param generated their weights, (B N_max, the channels that they read), below which may be
   *     those of their first convolutions
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
    filters = byColumn(sites, filters(generated, sites));
    long rows = pointwiseRows(a.space());
    convs =
        generated.getShape().get(0) > rows ? byColumn(sites, convs(generated, sites)) : Map.of();
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
    return cut(
        generated, sites, site -> new Shape(site.op().bottleneck(), (long) site.readChannels()));
  }

  /**
   * The first convolutions of ops, of the shapes of {@link LayerShapes#conv}, each divided by its
   * Euclidean norm. Below the rows of 1x1 weights, row u K K + k K + l is what unit u has for cell
   * (k, l) of the largest kernel, its columns for as many 1x1 outputs; an op takes the leading ones
   * of both, and the kernel's centre.
   */
  static List<NDArray> convs(NDArray generated, List<OpSite> sites) {
    SearchSpace space = sites.get(0).space();
    long[] shape = new long[space.dims() + 2];
    Arrays.fill(shape, space.kernels().get(space.kernels().size() - 1));
    shape[0] = space.maxUnits();
    shape[shape.length - 1] = generated.getShape().get(1);
    // Columns come to the second axis.
    int[] axes = IntStream.range(-1, shape.length - 1).toArray();
    axes[0] = 0;
    axes[1] = shape.length - 1;
    NDArray all = generated.get(new NDIndex(pointwiseRows(space) + ":")).reshape(shape);
    return cut(all.transpose(axes), sites, site -> LayerShapes.conv(site, 0));
  }

  private static List<NDArray> cut(
      NDArray all, List<OpSite> sites, Function<OpSite, Shape> shapes) {
    List<Long> numbers = new ArrayList<>(List.of((long) sites.size()));
    sites.forEach(site -> numbers.add((long) site.readChannels()));
    sites.forEach(site -> Arrays.stream(shapes.apply(site).getShape()).forEach(numbers::add));
    try (NDArray spec = TorchScript.numbers(numbers)) {
      return TorchScript.callForList("filters", all, spec);
    }
  }

  private static long pointwiseRows(SearchSpace space) {
    return (long) space.bottleneck() * space.maxUnits();
  }

  private static Map<Integer, NDArray> byColumn(List<OpSite> sites, List<NDArray> inOrder) {
    return IntStream.range(0, sites.size())
        .boxed()
        .collect(Collectors.toMap(i -> sites.get(i).column(), inOrder::get));
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
  public Statistics statistics() {
    return Statistics.BATCH_ALONE;
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
    Layer own = shared.conv(site.block(), i);
    return i > 0 || convs.isEmpty() ? own : new Layer(convs.get(site.column()), own.norm());
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
