package org.smashnas.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.data.Normalization;
import org.smashnas.export.ModelFile.Weights;
import org.smashnas.files.Checksums;
import org.smashnas.files.WholeFolder;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.Safetensors;
import org.smashnas.nn.SmashNet;
import org.smashnas.nn.Updates;

/**
 * Writes one network as a folder of three files: {@code architecture.json}, {@code
 * weights.safetensors} and {@code model.py}, which builds it in PyTorch and loads the weights;
 * their checksums are beside them.
 *
 * <p>The folder is made, or takes the place of an earlier export as a whole; one that holds
 * anything else is refused with an {@link IllegalArgumentException}, weights that are no finite
 * numbers with an {@link IllegalStateException}. An {@link UncheckedIOException} says what could
 * not be written; what was there then stays.
 */
public final class Export {
  static final String ARCHITECTURE = "architecture.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String MODEL = "model.py";

  /** What else is known of a network, for whoever has trained it to write and to read. */
  public static final String TRAINED = "trained.json";

  private static final String PRECISION = "precision";

  /** What an export may hold; Python adds the last. */
  private static final WholeFolder KIND =
      new WholeFolder("an export", Set.of(ARCHITECTURE, WEIGHTS, MODEL, TRAINED, "__pycache__"));

  private Export() {}

  /**
   * A network with free weights and its running statistics, whose inputs' normalisation is unknown.
   */
  public static void write(ResultNet net, Path folder) {
    write(net, Optional.empty(), into -> {}, folder);
  }

  /**
   * A network with free weights and its running statistics.
   *
   * @param normalization what its inputs went through, which {@code model.py} offers as a function
   */
  public static void write(ResultNet net, Normalization normalization, Path folder) {
    write(net, Optional.of(normalization), into -> {}, folder);
  }

  /**
   * A network with free weights, and what else is known of it.
   *
   * @param more writes {@link #TRAINED} into the folder that it is given
   */
  public static void write(
      ResultNet net, Normalization normalization, Consumer<Path> more, Path folder) {
    write(net, Optional.of(normalization), more, folder);
  }

  private static void write(
      ResultNet net, Optional<Normalization> normalization, Consumer<Path> more, Path folder) {
    ModelFile model = new ModelFile(net.architecture(), Weights.FREE, normalization);
    write(model, net.precision(), net.parameters().all(), more, folder);
  }

  /**
   * Reads a network with free weights: on a CPU it computes bit for bit what the exported one did.
   *
   * @throws IllegalArgumentException if the folder is no such export, or a file is damaged, with
   *     the reason
   */
  public static ResultNet read(Path folder) {
    Checksums files = Checksums.read(folder);
    Path json = files.checked(ARCHITECTURE);
    Path weights = files.checked(WEIGHTS);
    try (NDManager manager = NDManager.newBaseManager()) {
      Safetensors saved = Safetensors.read(weights, manager);
      String kind = saved.metadata().get("weights");
      if (!Weights.FREE.text().equals(kind)) {
        throw new IllegalArgumentException(
            "%s has %s weights, and only free ones can be read back; save the SMASH network that has them"
                .formatted(weights, kind));
      }
      Precision precision = Precision.valueOf(saved.metadata().get(PRECISION));
      Architecture architecture = ArchitectureJson.readLines(json).get(0);
      ResultNet net = new ResultNet(architecture, precision, 0);
      try {
        Parameters.copy(saved.arrays(), net.parameters().all());
        return net;
      } catch (RuntimeException e) {
        net.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + json, e);
    }
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
      write(model, net.precision(), net.weights(architecture), into -> {}, folder);
    }
  }

  private static void requireFinite(String name, NDArray array) {
    if (!Updates.finite(List.of(array))) {
      throw new IllegalStateException(
          "weight %s holds values that are no finite numbers, so nothing is written; train again with a lower learningRate"
              .formatted(name));
    }
  }

  private static void write(
      ModelFile model,
      Precision precision,
      Map<String, NDArray> arrays,
      Consumer<Path> more,
      Path folder) {
    arrays.forEach(Export::requireFinite);
    Architecture a = model.architecture();
    Map<String, String> metadata =
        Map.of(
            "format",
            "pt",
            "architecture",
            a.id(),
            "weights",
            model.weights().text(),
            PRECISION,
            precision.name());
    KIND.replace(
        folder,
        into -> {
          Files.writeString(into.resolve(ARCHITECTURE), ArchitectureJson.write(a) + "\n");
          Files.writeString(into.resolve(MODEL), model.text());
          new Safetensors(arrays, metadata).write(into.resolve(WEIGHTS));
          more.accept(into);
        });
  }
}
