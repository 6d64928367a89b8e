package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.smashnas.arch.SearchSpace;

/**
 * The freely learned weights of a SMASH network, as wide as the widest architecture of its space;
 * every architecture uses leading slices of them (paper, section 3.1; authors' code).
 */
final class SharedWeights {
  private final SearchSpace space;
  private final boolean first;
  private final Parameters parameters;
  private final NDArray stem;
  private final List<List<NDArray>> convs = new ArrayList<>();
  private final List<List<BatchNorm>> opNorms = new ArrayList<>();
  private final List<NDArray> transitions = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();
  private final NDArray outputWeight;
  private final NDArray outputBias;

  /**
   * @param first whether the first convolutions are among them, or else written by a HyperNet
   */
  SharedWeights(SearchSpace space, boolean first, Parameters parameters, SplittableRandom random) {
    this.space = space;
    this.first = first;
    this.parameters = parameters;
    stem = orthogonal("stem.weight", random, space.blockInputs().get(0), space.inputChannels(), 3);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      convs.add(convs(b, random));
      opNorms.add(opNorms(b));
      int width = space.blockWidths().get(b);
      norms.add(new BatchNorm(parameters, "norms." + b, width));
      if (b + 1 < SearchSpace.BLOCKS) {
        String name = "transitions." + b + ".weight";
        transitions.add(orthogonal(name, random, space.blockInputs().get(b + 1), width, 1));
      }
    }
    Shape output = new Shape(space.classes(), space.blockWidths().get(SearchSpace.BLOCKS - 1));
    outputWeight = parameters.add("output.weight", output, Initializer.orthogonal(output, random));
    Shape classes = new Shape(space.classes());
    outputBias = parameters.add("output.bias", classes, Initializer.constant(classes, 0));
  }

  private List<NDArray> convs(int block, SplittableRandom random) {
    int largest = space.kernels().get(space.kernels().size() - 1);
    List<NDArray> four = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String name = "blocks." + block + ".conv." + i + ".weight";
      boolean here = used(i) && (first || i > 0);
      four.add(here ? orthogonal(name, random, space.maxUnits(), mostInputs(i), largest) : null);
    }
    return four;
  }

  private List<BatchNorm> opNorms(int block) {
    List<BatchNorm> four = new ArrayList<>();
    for (int i = 0; space.opNorm() && i < 4; i++) {
      int channels = space.preActivation() ? mostInputs(i) : space.maxUnits();
      String name = "blocks." + block + ".norm." + i;
      four.add(used(i) ? new BatchNorm(parameters, name, channels) : null);
    }
    return four;
  }

  private boolean used(int conv) {
    return space.patterns().stream().anyMatch(p -> p.active().get(conv));
  }

  private int mostInputs(int conv) {
    return conv % 2 == 0 ? space.bottleneck() * space.maxUnits() : space.maxUnits();
  }

  private NDArray orthogonal(String name, SplittableRandom random, int out, int in, int kernel) {
    long[] shape = new long[2 + space.dims()];
    Arrays.fill(shape, kernel);
    shape[0] = out;
    shape[1] = in;
    return parameters.add(name, new Shape(shape), Initializer.orthogonal(new Shape(shape), random));
  }

  /** At full width: (width, in, 3, 3), or (width, in, 3, 3, 3). */
  Layers.Layer stem() {
    return new Layers.Layer(stem, null);
  }

  /** Convolution {@code i} of four in any op of a block, its weight null if it is not shared. */
  Layers.Layer conv(int block, int i) {
    return new Layers.Layer(
        convs.get(block).get(i), space.opNorm() ? opNorms.get(block).get(i) : null);
  }

  /** From block {@code block - 1} to {@code block}: (out, in, 1, 1), or (out, in, 1, 1, 1). */
  Layers.Layer transition(int block) {
    return new Layers.Layer(transitions.get(block - 1), norms.get(block - 1));
  }

  /** (classes, features). */
  Layers.Layer output() {
    return new Layers.Layer(outputWeight, norms.get(SearchSpace.BLOCKS - 1));
  }

  /** (classes). */
  NDArray outputBias() {
    return outputBias;
  }
}
