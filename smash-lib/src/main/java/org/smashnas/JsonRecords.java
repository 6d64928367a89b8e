package org.smashnas;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.smashnas.files.AtomicFile;

/** Records as JSON files, each with a "format" that names what it is and its version. */
final class JsonRecords {
  // An error that was not measured is NaN.
  private static final Gson GSON =
      new GsonBuilder()
          .serializeSpecialFloatingPointValues()
          .disableHtmlEscaping()
          .setPrettyPrinting()
          .create();

  /** What a part meant before there was one, for files of then. */
  private static final Map<String, Object> BEFORE =
      Map.of(
          "SmashConfig.architecturesPerStep", 1,
          "SmashConfig.guidance", 1,
          "HyperShape.centred", false,
          "HyperShape.messages", 0,
          "HyperShape.convs", false);

  private JsonRecords() {}

  static void write(Record value, Path file) {
    try {
      AtomicFile.write(file, (GSON.toJson(value) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a record that names its format.
   *
   * @throws IllegalArgumentException if the file is of another format or lacks a part
   */
  static <T extends Record> T read(Path file, String format, Class<T> type) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      String given = json.has("format") ? json.get("format").getAsString() : "none";
      if (!given.equals(format)) {
        throw new IllegalArgumentException(
            "%s is of format %s; this version reads %s".formatted(file, given, format));
      }
      // Gson would take an absent number for 0.
      complete(json, type, file);
      return GSON.fromJson(json, type);
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "%s is no %s (%s); take a copy, or make it again".formatted(file, format, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s; give a readable one".formatted(file), e);
    }
  }

  private static void complete(JsonElement json, Class<?> type, Path file) {
    for (RecordComponent part : type.getRecordComponents()) {
      JsonElement value = json.getAsJsonObject().get(part.getName());
      Object before = BEFORE.get(type.getSimpleName() + "." + part.getName());
      if (value == null && before != null) {
        json.getAsJsonObject().add(part.getName(), GSON.toJsonTree(before));
      } else if (value == null) {
        throw new IllegalArgumentException(
            "%s lacks %s's \"%s\"; it is of another version"
                .formatted(file, type.getSimpleName(), part.getName()));
      }
      if (part.getType().isRecord()) {
        complete(value, part.getType(), file);
      }
    }
  }
}
