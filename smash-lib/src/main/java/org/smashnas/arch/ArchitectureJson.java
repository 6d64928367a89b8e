package org.smashnas.arch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
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

  private static final Gson GSON = new GsonBuilder().create();

  private ArchitectureJson() {}

  /** One line of JSON. */
  public static String write(Architecture architecture) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    JsonObject body = GSON.toJsonTree(architecture).getAsJsonObject();
    body.entrySet().forEach(e -> json.add(e.getKey(), e.getValue()));
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
      // Gson would take an absent number or flag for 0 or false.
      for (RecordComponent field : SearchSpace.class.getRecordComponents()) {
        if (!json.getAsJsonObject("space").has(field.getName())) {
          throw new IllegalArgumentException(
              "the architecture's space has no \"" + field.getName() + "\"");
        }
      }
      return GSON.fromJson(json, Architecture.class);
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException("this is no architecture in " + FORMAT, e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(sentence(e), e);
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

  /** Of the blocks alone: the same graph has the same id whatever space or data it is used with. */
  static String digest(Architecture architecture) {
    try {
      byte[] text = GSON.toJson(architecture.blocks()).getBytes(StandardCharsets.UTF_8);
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
    return root instanceof NullPointerException
        ? "the architecture lacks a part of " + FORMAT + ", or names one that does not exist"
        : root.getMessage();
  }
}
