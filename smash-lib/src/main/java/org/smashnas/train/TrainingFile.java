package org.smashnas.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.files.AtomicFile;

/**
 * Where a training stands, but for its arrays, as {@code training.json} has it.
 *
 * @param format {@link #FORMAT}
 * @param conditions all that the training's outcome depends on
 * @param history the epochs done
 * @param steps steps done, over all epochs
 * @param lossSum sum of the losses of the epoch under way
 * @param seconds wall time of the epoch under way
 * @param learningRate in use, before the schedule; 0, as files of before have it, for the config's
 * @param architecture as {@link Drawn} has it
 * @param seen as {@link Drawn} has it
 */
record TrainingFile(
    String format,
    Map<String, String> conditions,
    History history,
    int steps,
    double lossSum,
    double seconds,
    double learningRate,
    String architecture,
    Guide.Seen seen) {
  static final String NAME = "training.json";
  static final String FORMAT = "smash-training/1";

  // A validation error that was not measured is NaN.
  private static final Gson GSON =
      new GsonBuilder()
          .serializeSpecialFloatingPointValues()
          .disableHtmlEscaping()
          .setPrettyPrinting()
          .create();

  TrainingFile {
    conditions = Map.copyOf(new TreeMap<>(conditions));
  }

  Drawn drawn() {
    return new Drawn(architecture, seen);
  }

  void write(Path folder) {
    try {
      AtomicFile.write(folder.resolve(NAME), GSON.toJson(this).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a folder's file.
   *
   * @throws IllegalArgumentException if it is of another format
   */
  static TrainingFile read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      String text = Files.readString(file);
      Format format = GSON.fromJson(text, Format.class);
      if (format == null || !FORMAT.equals(format.format())) {
        throw new IllegalArgumentException(
            "%s is of format %s; this version reads %s"
                .formatted(file, format == null ? "none" : format.format(), FORMAT));
      }
      return GSON.fromJson(text, TrainingFile.class);
    } catch (JsonParseException | NullPointerException e) {
      throw new IllegalArgumentException(file + " is no " + FORMAT + "; take a copy", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private record Format(String format) {}

  /**
   * Refuses to go on under other conditions.
   *
   * @param where what was begun, for the error
   * @param now those that are to be as they were
   */
  void check(Path where, Map<String, String> now) {
    new TreeMap<>(now)
        .forEach(
            (name, value) -> {
              String earlier = conditions.getOrDefault(name, "none");
              if (!earlier.equals(value)) {
                throw new IllegalArgumentException(
                    "%s was begun with %s %s, and now it is %s; give the same, or another folder"
                        .formatted(where, name, earlier, value));
              }
            });
  }
}
