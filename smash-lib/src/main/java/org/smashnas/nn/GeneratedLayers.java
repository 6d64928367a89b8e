package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

/** An architecture's layers with generated 1x1 weights and slices of the shared ones. */
final class GeneratedLayers implements Layers {
  private final Architecture a;
  private final SharedWeights shared;
  private final Map<Integer, NDArray> filters;
  private final boolean preActivation;
  private final List<Integer> plain;
  private final Precision precision;
  private NDArray before;
  private NDArray activated;

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
    plain = Collections.nCopies(a.space().dims(), 1);
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
    all.put(WeightNames.weight(WeightNames.STEM), shared.stem(a.blocks().get(0).inputChannels()));
    for (OpSite site : a.sites()) {
      NDArray filter = filters.get(site.column());
      String pointwise = WeightNames.weight(WeightNames.pointwise(site));
      all.put(pointwise, filter.reshape(Convolution.pointwiseShape(filter, plain.size())));
      for (int i = 0; i < 4; i++) {
        if (site.op().convs().get(i).active()) {
          all.put(WeightNames.weight(WeightNames.conv(site, i)), shared.conv(site, i));
          shared.describeOpNorm(site, i, all);
        }
      }
    }
    for (int b = 1; b < SearchSpace.BLOCKS; b++) {
      int in = a.blocks().get(b - 1).outputChannels();
      String name = WeightNames.transition(b);
      all.put(
          WeightNames.weight(name), shared.transition(b, a.blocks().get(b).inputChannels(), in));
      shared.norm(b - 1).describe(name, in, all);
    }
    int features = a.blocks().get(SearchSpace.BLOCKS - 1).outputChannels();
    shared.norm(SearchSpace.BLOCKS - 1).describe(WeightNames.OUTPUT, features, all);
    all.put(WeightNames.weight(WeightNames.OUTPUT), shared.outputWeight(features));
    all.put(WeightNames.bias(WeightNames.OUTPUT), shared.outputBias());
    return all;
  }

  @Override
  public NDArray stem(NDArray x) {
    NDArray w = shared.stem(a.blocks().get(0).inputChannels());
    return Convolution.apply(precision.enter(x), w, plain, 1);
  }

  @Override
  public NDArray pointwise(OpSite site, NDArray read) {
    NDArray out = Convolution.pointwise(read, filters.get(site.column()));
    // With a ReLU before it, a filter of negative weights would switch its op off for every input
    // and for good, and within a hundred steps the HyperNet would write no others.
    return preActivation ? out : Nonlinearity.relu(out);
  }

  @Override
  public NDArray conv(OpSite site, int i, NDArray x) {
    Conv conv = site.op().convs().get(i);
    NDArray w = shared.conv(site, i);
    if (preActivation) {
      return Convolution.apply(activate(site, i, x), w, conv.dilation(), conv.groups());
    }
    NDArray out = Convolution.apply(x, w, conv.dilation(), conv.groups());
    return Nonlinearity.apply(site.op().activation(), shared.opNorm(site, i, out));
  }

  /** Both paths of an op begin with the same array, which without norms is activated once. */
  private NDArray activate(OpSite site, int i, NDArray x) {
    if (x != before || a.space().opNorm()) {
      before = x;
      activated = Nonlinearity.apply(site.op().activation(), shared.opNorm(site, i, x));
    }
    return activated;
  }

  @Override
  public NDArray transition(int block, NDArray x) {
    NDArray w =
        shared.transition(block, a.blocks().get(block).inputChannels(), x.getShape().get(1));
    NDArray y = Nonlinearity.relu(shared.norm(block - 1).apply(x, true));
    return Convolution.apply(Pooling.halve(y), w, plain, 1);
  }

  @Override
  public NDArray output(NDArray x) {
    NDArray y = Nonlinearity.relu(shared.norm(SearchSpace.BLOCKS - 1).apply(x, true));
    NDArray features = precision.leave(Pooling.global(y));
    NDArray w = shared.outputWeight(features.getShape().get(1));
    return features.matMul(w.transpose()).add(shared.outputBias());
  }
}
