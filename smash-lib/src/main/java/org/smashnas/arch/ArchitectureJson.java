package org.smashnas.arch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Architectures as JSON, {@code smash-architecture/1}; one a line makes a list. */
public final class ArchitectureJson {
  /** The format's name and version, which every text carries. */
  public static final String FORMAT = "smash-architecture/1";

  /** Characters of a sentence, of which those of the library have a third. */
  private static final int LONGEST = 600;

  private static final Gson GSON = new GsonBuilder().create();

  private ArchitectureJson() {}

  /** One line of JSON. */
  public static String write(Architecture architecture) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.add("space", GSON.toJsonTree(architecture.space()));
    json.add("blocks", blocks(architecture));
    return GSON.toJson(json);
  }

  /**
   * Reads one architecture and checks it like any other.
   *
   * @throws IllegalArgumentException if the text is not JSON, of another format, or describes an
   *     impossible architecture
   */
  public static Architecture read(String text) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      String format = json.has("format") ? json.get("format").getAsString() : "absent";
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException(
            "the architecture's format is " + format + "; this version reads " + FORMAT);
      }
      for (String part : List.of("space", "blocks")) {
        if (!json.has(part)) {
          throw new IllegalArgumentException("the architecture has no \"" + part + "\"");
        }
      }
      addDefaults(json);
      // Gson would take an absent number or flag for 0 or false.
      for (RecordComponent field : SearchSpace.class.getRecordComponents()) {
        if (!json.getAsJsonObject("space").has(field.getName())) {
          throw new IllegalArgumentException(
              "the architecture's space has no \"" + field.getName() + "\"");
        }
      }
      Architecture read = GSON.fromJson(json, Architecture.class);
      checkNumbers("", json, JsonParser.parseString(write(read)));
      return read;
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | UnsupportedOperationException e) {
      // What Gson throws where a part is of another kind, such as a number in an object's place.
      throw new IllegalArgumentException("this is no architecture in " + FORMAT, e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(sentence(e), e);
    }
  }

  /** Gson makes 8 of 8.5 and 4 of 4294967300 where a whole number belongs. */
  private static void checkNumbers(String name, JsonElement given, JsonElement read) {
    if (given instanceof JsonObject from && read instanceof JsonObject to) {
      from.entrySet().stream()
          .filter(each -> to.has(each.getKey()))
          .forEach(each -> checkNumbers(each.getKey(), each.getValue(), to.get(each.getKey())));
    } else if (given instanceof JsonArray from && read instanceof JsonArray to) {
      for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
        checkNumbers(name, from.get(i), to.get(i));
      }
    } else if (read instanceof JsonPrimitive number
        && number.isNumber()
        && given.getAsDouble() != number.getAsDouble()) {
      throw new IllegalArgumentException(
          "the architecture's \"%s\" is %s; give a whole number of Java's int"
              .formatted(name, given));
    }
  }

  /** Reads a file of one architecture a line; blank lines are skipped. */
  public static List<Architecture> readLines(Path file) throws IOException {
    List<Architecture> all = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          all.add(read(lines.get(i)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return all;
  }

  /**
   * An op's activation and gate are written where they differ from the paper's only, so that ids
   * stay what they were before ops had either.
   */
  private static JsonElement blocks(Architecture architecture) {
    JsonElement blocks = GSON.toJsonTree(architecture.blocks());
    for (JsonObject op : ops(blocks)) {
      if (op.get("activation").getAsString().equals(Activation.RELU.name())) {
        op.remove("activation");
      }
      if (!op.get("gated").getAsBoolean()) {
        op.remove("gated");
      }
    }
    return blocks;
  }

  /** What a text says by saying nothing: the paper's ops. */
  private static void addDefaults(JsonObject json) {
    JsonObject space = json.getAsJsonObject("space");
    JsonArray relu = new JsonArray();
    relu.add(Activation.RELU.name());
    addDefault(space, "activations", relu);
    addDefault(space, "gates", new JsonPrimitive(false));
    addDefault(space, "preActivation", new JsonPrimitive(true));
    addDefault(space, "opNorm", new JsonPrimitive(false));
    for (JsonObject op : ops(json.get("blocks"))) {
      addDefault(op, "activation", relu.get(0));
    }
  }

  private static void addDefault(JsonObject to, String name, JsonElement value) {
    if (!to.has(name)) {
      to.add(name, value);
    }
  }

  private static List<JsonObject> ops(JsonElement blocks) {
    List<JsonObject> all = new ArrayList<>();
    for (JsonElement block : blocks.getAsJsonArray()) {
      JsonArray ops = block.getAsJsonObject().getAsJsonArray("ops");
      if (ops != null) {
        ops.forEach(op -> all.add(op.getAsJsonObject()));
      }
    }
    return all;
  }

  /** Of the blocks alone: the same graph has the same id whatever space or data it is used with. */
  static String digest(Architecture architecture) {
    try {
      byte[] text = GSON.toJson(blocks(architecture)).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, Long.BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Gson wraps what a record's own checks say; what they do not foresee is an absent part. */
  private static String sentence(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof NullPointerException) {
      return "the architecture lacks a part of " + FORMAT + ", or names one that does not exist";
    }
    // A damaged text's words may be of any length and hold anything.
    String said = String.valueOf(root.getMessage()).replaceAll("\\p{Cntrl}", "?");
    return said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said;
  }
}
