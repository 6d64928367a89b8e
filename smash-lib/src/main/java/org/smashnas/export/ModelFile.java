package org.smashnas.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Normalization;

/**
 * The program {@code model.py} of one network: the template of that name, a Python file itself,
 * with its placeholders filled in.
 */
record ModelFile(
    Architecture architecture, Weights weights, Optional<Normalization> normalization) {
  private static final String TEMPLATE = "model.py";
  private static final String NATURE =
      "A network of memory banks and ops, as SMASH (Brock et al., 2017) searches them.";

  /** The whole program. */
  String text() {
    String text = template();
    for (Map.Entry<String, String> value : values().entrySet()) {
      text = text.replace("\"{{" + value.getKey() + "}}\"", value.getValue());
    }
    for (Map.Entry<String, String> words : words().entrySet()) {
      text = text.replace("{{" + words.getKey() + "}}", words.getValue());
    }
    return text;
  }

  /** Python values, by the placeholder whose quotes they replace. */
  private Map<String, String> values() {
    SearchSpace space = architecture.space();
    boolean free = weights == Weights.FREE;
    Map<String, String> values = new LinkedHashMap<>();
    values.put("id", "\"" + architecture.id() + "\"");
    values.put("input", PythonText.tuple(inputs()));
    values.put("classes", Integer.toString(space.classes()));
    values.put("mean", normalization.map(n -> PythonText.list(n.mean())).orElse("None"));
    values.put("std", normalization.map(n -> PythonText.list(n.std())).orElse("None"));
    values.put("pre_activation", PythonText.flag(space.preActivation()));
    values.put("pointwise_norm", PythonText.flag(free));
    values.put("conv_norm", PythonText.flag(free || space.opNorm()));
    values.put("running_statistics", PythonText.flag(free));
    values.put("blocks", BlocksText.of(architecture));
    return values;
  }

  /** Words of the program's description, by placeholder. */
  private Map<String, String> words() {
    SearchSpace space = architecture.space();
    // A space may have any name, but not one that ends Python's string.
    String name = space.name().replaceAll("[\\\\\"\\p{Cntrl}]", "_");
    String expects =
        normalization.isPresent()
            ? "Inputs are bytes that went through normalize()."
            : "How its inputs were normalised is not known here.";
    return Map.of(
        "title",
        "Network %s of space %s, in PyTorch.".formatted(architecture.id(), name),
        "description",
        PythonText.wrap(NATURE + " " + weights.description(), 0) + "\n" + expects,
        "shapes",
        "(n, %s) to (n, %d)"
            .formatted(PythonText.numbers(inputs()), architecture.space().classes()));
  }

  /** Channels, then cells an axis. */
  private List<Integer> inputs() {
    SearchSpace space = architecture.space();
    List<Integer> inputs = new ArrayList<>(List.of(space.inputChannels()));
    inputs.addAll(Collections.nCopies(space.dims(), space.resolution()));
    return inputs;
  }

  private static String template() {
    try (InputStream in = ModelFile.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the library's jar cannot be read", e);
    }
  }
}
