package org.smashnas.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.data.Normalization;
import org.smashnas.files.WholeFolder;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.Safetensors;
import org.smashnas.nn.SmashNet;

/**
 * Writes one network as a folder of three files: {@code architecture.json}, {@code
 * weights.safetensors} and {@code model.py}, which builds it in PyTorch and loads the weights.
 *
 * <p>The folder is made, or takes the place of an earlier export as a whole; one that holds
 * anything else is refused with an {@link IllegalArgumentException}. An {@link
 * UncheckedIOException} says what could not be written; what was there then stays.
 */
public final class Export {
  static final String ARCHITECTURE = "architecture.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String MODEL = "model.py";

  /** What an export may hold; Python adds the last. */
  private static final WholeFolder KIND =
      new WholeFolder("an export", Set.of(ARCHITECTURE, WEIGHTS, MODEL, "__pycache__"));

  private Export() {}

  /**
   * A network with free weights and its running statistics, whose inputs' normalisation is unknown.
   */
  public static void write(ResultNet net, Path folder) {
    write(net, Optional.empty(), folder);
  }

  /**
   * A network with free weights and its running statistics.
   *
   * @param normalization what its inputs went through, which {@code model.py} offers as a function
   */
  public static void write(ResultNet net, Normalization normalization, Path folder) {
    write(net, Optional.of(normalization), folder);
  }

  private static void write(ResultNet net, Optional<Normalization> normalization, Path folder) {
    Map<String, NDArray> arrays = new LinkedHashMap<>(net.parameters().trained());
    arrays.putAll(net.parameters().states());
    write(new ModelFile(net.architecture(), Weights.FREE, normalization), arrays, folder);
  }

  /**
   * An architecture with the weights that a SMASH network gives it: generated 1x1 filters and
   * slices of the shared weights. Its inputs' normalisation is unknown.
   *
   * @param architecture of the network's space
   */
  public static void write(SmashNet net, Architecture architecture, Path folder) {
    write(net, architecture, Optional.empty(), folder);
  }

  /**
   * An architecture with the weights that a SMASH network gives it.
   *
   * @param architecture of the network's space
   * @param normalization what its inputs went through, which {@code model.py} offers as a function
   */
  public static void write(
      SmashNet net, Architecture architecture, Normalization normalization, Path folder) {
    write(net, architecture, Optional.of(normalization), folder);
  }

  private static void write(
      SmashNet net, Architecture architecture, Optional<Normalization> normalization, Path folder) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      ModelFile model = new ModelFile(architecture, Weights.GENERATED, normalization);
      write(model, net.weights(architecture), folder);
    }
  }

  private static void write(ModelFile model, Map<String, NDArray> arrays, Path folder) {
    Architecture a = model.architecture();
    Map<String, String> metadata =
        Map.of("format", "pt", "architecture", a.id(), "weights", model.weights().text());
    KIND.replace(
        folder,
        into -> {
          try {
            Files.writeString(into.resolve(ARCHITECTURE), ArchitectureJson.write(a) + "\n");
            Files.writeString(into.resolve(MODEL), model.text());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          new Safetensors(arrays, metadata).write(into.resolve(WEIGHTS));
        });
  }
}
