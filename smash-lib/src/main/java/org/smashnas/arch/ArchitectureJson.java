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
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Architectures as JSON, {@code smash-architecture/1}; one a line makes a list. */
public final class ArchitectureJson {
  /** The format's name and version, which every text carries. */
  public static final String FORMAT = "smash-architecture/1";

  private static final String CHECKSUM = "checksum";

  /** What Java reads in the place of bytes that are not UTF-8. */
  private static final char NO_TEXT = '\ufffd';

  /** Characters of a sentence, of which those of the library have a third. */
  private static final int LONGEST = 600;

  private static final Gson GSON = new GsonBuilder().create();

  /** What a space says by saying nothing: that of a text from before it could. */
  private static final Map<String, JsonElement> SPACE_DEFAULTS =
      Map.of(
          "activations", GSON.toJsonTree(List.of(Activation.RELU)),
          "gates", GSON.toJsonTree(false),
          "writes", GSON.toJsonTree(List.of(Write.ADD)),
          "pools", GSON.toJsonTree(List.of(Pool.NONE)),
          "preActivation", GSON.toJsonTree(true),
          "opNorm", GSON.toJsonTree(false));

  private static final Map<String, JsonElement> OP_DEFAULTS =
      Map.of(
          "activation", GSON.toJsonTree(Activation.RELU),
          "gated", GSON.toJsonTree(false),
          "writing", GSON.toJsonTree(Write.ADD),
          "pool", GSON.toJsonTree(Pool.NONE));

  private ArchitectureJson() {}

  /** One line of JSON. */
  public static String write(Architecture architecture) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty(CHECKSUM, checksum(architecture));
    json.add("space", GSON.toJsonTree(architecture.space()));
    json.add("blocks", blocks(architecture));
    return GSON.toJson(json);
  }

  /**
   * Reads one architecture and checks it like any other.
   *
   * @param text as written by this or an earlier version; "checksum" may be left out, as in a text
   *     that was edited
   * @throws IllegalArgumentException if the text is not JSON, of another format, has a name too
   *     much or too few, describes an impossible architecture, or another than its checksum is of
   */
  public static Architecture read(String text) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      String format = json.has("format") ? json.get("format").getAsString() : "absent";
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException(
            "the architecture's format is " + format + "; this version reads " + FORMAT);
      }
      json.remove("format");
      JsonElement sum = json.remove(CHECKSUM);
      for (String part : List.of("space", "blocks")) {
        if (!json.has(part)) {
          throw new IllegalArgumentException("the architecture has no \"" + part + "\"");
        }
      }
      addDefaults(json);
      check("the architecture", json, Architecture.class);
      Architecture read = GSON.fromJson(json, Architecture.class);
      checkNumbers("", json, JsonParser.parseString(write(read)));
      if (sum != null && !sum.getAsString().equals(checksum(read))) {
        throw new IllegalArgumentException(
            "the architecture was changed or damaged after it was written: its checksum is another's; restore it, or delete \"checksum\" if the change is meant");
      }
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

  /**
   * Reads a file of one architecture a line; blank lines are skipped.
   *
   * @throws IllegalArgumentException if a line is none, with file, line and reason
   */
  public static List<Architecture> readLines(Path file) throws IOException {
    List<Architecture> all = new ArrayList<>();
    // Not readAllLines, which says of a byte that is no text neither file nor line.
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          if (lines.get(i).indexOf(NO_TEXT) >= 0) {
            throw new IllegalArgumentException("some of it is no text");
          }
          all.add(read(lines.get(i)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return all;
  }

  /**
   * What ops did not have at first is written where it differs from the paper's only, so that ids
   * stay what they were before.
   */
  private static JsonElement blocks(Architecture architecture) {
    JsonElement blocks = GSON.toJsonTree(architecture.blocks());
    for (JsonObject op : ops(blocks)) {
      removeDefaults(op, OP_DEFAULTS);
    }
    return blocks;
  }

  private static void removeDefaults(JsonObject from, Map<String, JsonElement> defaults) {
    defaults.forEach(
        (name, value) -> {
          if (from.get(name).equals(value)) {
            from.remove(name);
          }
        });
  }

  /** What a text says by saying nothing: the paper's ops. */
  private static void addDefaults(JsonObject json) {
    addDefaults(json.getAsJsonObject("space"), SPACE_DEFAULTS);
    ops(json.get("blocks")).forEach(op -> addDefaults(op, OP_DEFAULTS));
  }

  private static void addDefaults(JsonObject to, Map<String, JsonElement> defaults) {
    defaults.forEach(
        (name, value) -> {
          if (!to.has(name)) {
            to.add(name, value);
          }
        });
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
    return digest(GSON.toJson(blocks(architecture)));
  }

  /** Of the space, too, without what a later version may have added and this text not say. */
  private static String checksum(Architecture architecture) {
    JsonObject space = GSON.toJsonTree(architecture.space()).getAsJsonObject();
    removeDefaults(space, SPACE_DEFAULTS);
    return digest(GSON.toJson(space) + GSON.toJson(blocks(architecture)));
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
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

  /**
   * Refuses JSON with a name too much or too few, in the record or in those that it holds: Gson
   * would take an absent number or flag for 0 or false, and pass over a name that no component has.
   *
   * @param what the place, for sentences
   */
  private static void check(String what, JsonElement json, Type type) {
    if (type instanceof ParameterizedType list) {
      int i = 0;
      for (JsonElement each : json.getAsJsonArray()) {
        check(what + "[" + i++ + "]", each, list.getActualTypeArguments()[0]);
      }
    } else if (type instanceof Class<?> kind && kind.isRecord()) {
      record(what, json.getAsJsonObject(), kind.getRecordComponents());
    }
  }

  private static void record(String what, JsonObject json, RecordComponent[] components) {
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String name : names) {
      if (!json.has(name)) {
        throw new IllegalArgumentException("%s has no \"%s\"".formatted(what, name));
      }
    }
    for (String key : json.keySet()) {
      if (!names.contains(key)) {
        throw new IllegalArgumentException(
            "%s has \"%s\", and knows only %s".formatted(what, key, names));
      }
    }
    for (RecordComponent component : components) {
      String name = component.getName();
      check(what + "'s " + name, json.get(name), component.getGenericType());
    }
  }
}
