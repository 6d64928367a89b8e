package org.smashnas.inside;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.awt.image.BufferedImage;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.SmashNet;
import org.smashnas.plot.WeightMap;

/** The matrix W that a HyperNet writes for one architecture (paper, appendix B). */
public final class GeneratedWeights {
  private final Architecture architecture;
  private final int columns;
  private final float[] values;

  private GeneratedWeights(Architecture architecture, float[] values) {
    this.architecture = architecture;
    this.values = values;
    columns = architecture.columns() * architecture.space().columnChannels();
  }

  /** Writes an architecture's weights, as they are before they are normalised. */
  public static GeneratedWeights of(SmashNet net, Architecture architecture) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray w = net.generate(architecture);
      return new GeneratedWeights(architecture, w.toFloatArray());
    }
  }

  /** B N_max; more where convolutions are generated, too: {@link SmashNet#generate}. */
  public int rows() {
    return values.length / columns;
  }

  /** L D N: the channels that all ops read together. */
  public int columns() {
    return columns;
  }

  /** One weight. */
  public float at(int row, int column) {
    return values[row * columns + column];
  }

  /**
   * What is added to the other architecture's weights to get these.
   *
   * @throws IllegalArgumentException if its ops read other numbers of channels
   */
  public GeneratedWeights minus(GeneratedWeights other) {
    checkAlike(other);
    float[] difference = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      difference[i] = values[i] - other.values[i];
    }
    return new GeneratedWeights(architecture, difference);
  }

  /**
   * For each op the change of its 1x1 weights from another architecture's, relative to their own
   * size (Euclidean norms); 0 for none.
   *
   * @throws IllegalArgumentException if the other's ops read other numbers of channels
   */
  public List<Double> changes(GeneratedWeights other) {
    GeneratedWeights difference = minus(other);
    return architecture.sites().stream()
        .map(site -> norm(difference, site) / norm(other, site))
        .toList();
  }

  private static double norm(GeneratedWeights w, OpSite site) {
    double squares = 0;
    for (int row = 0; row < site.op().bottleneck(); row++) {
      for (int i = 0; i < site.readChannels(); i++) {
        squares += Math.pow(w.at(row, site.firstChannel() + i), 2);
      }
    }
    return Math.sqrt(squares);
  }

  private void checkAlike(GeneratedWeights other) {
    List<Integer> own = architecture.sites().stream().map(OpSite::readChannels).toList();
    List<Integer> others = other.architecture.sites().stream().map(OpSite::readChannels).toList();
    if (!own.equals(others)) {
      throw new IllegalArgumentException(
          "ops read %s channels in one architecture and %s in the other; compare ones that differ in what leaves reads as they are, as dilation"
              .formatted(own, others));
    }
  }

  /** The matrix as a heat map with the ops' columns: {@link WeightMap}. */
  public BufferedImage map() {
    return WeightMap.draw(architecture, values.clone());
  }

  /** For example "weights for architecture 3f2a: 32 x 640". */
  @Override
  public String toString() {
    return "weights for architecture %s: %d x %d".formatted(architecture.id(), rows(), columns);
  }
}
