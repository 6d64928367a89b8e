package org.smashnas.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An exception in a cell: its sentence and the cell's line in a few lines of text, or all of it.
 *
 * @param type name of the exception's class
 * @param message its message, null for none
 * @param frames its stack, newest call first; frames of cells have files {@code #ID}, as JShell
 *     names its snippets
 * @param cause what it came from, null if nothing
 */
public record CellError(
    String type, String message, List<StackTraceElement> frames, CellError cause) {
  private static final int MOST_CAUSES = 3;
  private static final int LONGEST_LINE = 120;

  public CellError {
    frames = List.copyOf(frames);
  }

  /**
   * An exception that was thrown outside of a cell's code, for example while its result is drawn.
   */
  public static CellError of(Throwable e) {
    CellError cause = e.getCause() == null ? null : of(e.getCause());
    return new CellError(
        e.getClass().getName(), e.getMessage(), Arrays.asList(e.getStackTrace()), cause);
  }

  /**
   * What the cell shows: what went wrong, where in the cell, and how to see more.
   *
   * @param cell the cell's text
   * @param snippets text of the snippet with an id, empty if there is none
   */
  public List<String> brief(String cell, Function<String, Optional<String>> snippets) {
    List<String> lines = new ArrayList<>();
    lines.add(sentence());
    CellError deeper = cause;
    for (int i = 0; i < MOST_CAUSES && deeper != null; i++) {
      // A wrapper often repeats what it wraps.
      if (message == null || deeper.message == null || !message.contains(deeper.message)) {
        lines.add("  because of " + deeper.sentence());
      }
      deeper = deeper.cause;
    }
    place(cell, snippets).ifPresent(lines::add);
    if (frames.size() > 1) {
      lines.add("trace() shows all " + frames.size() + " calls");
    }
    return lines;
  }

  /** The exception, its stack and its causes, as Java prints them. */
  public String full() {
    StringBuilder text = new StringBuilder(message == null ? type : type + ": " + message);
    frames.forEach(frame -> text.append("\n    at ").append(frame));
    return cause == null ? text.toString() : text + "\nCaused by: " + cause.full();
  }

  private String sentence() {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return message == null || message.equals("null") ? simple : simple + ": " + message;
  }

  /**
   * The newest call that a cell made; of a cause, which may lie in a function of the cell's own.
   */
  private Optional<String> place(String cell, Function<String, Optional<String>> snippets) {
    Optional<String> deeper = cause == null ? Optional.empty() : cause.place(cell, snippets);
    if (deeper.isPresent()) {
      return deeper;
    }
    return frames.stream()
        .filter(frame -> frame.getFileName() != null && frame.getFileName().startsWith("#"))
        .findFirst()
        .flatMap(
            frame ->
                snippets
                    .apply(frame.getFileName().substring(1))
                    .map(source -> line(cell, source, frame.getLineNumber())));
  }

  private static String line(String cell, String snippet, int number) {
    List<String> lines = snippet.lines().toList();
    if (number < 1 || number > lines.size()) {
      return "  in this cell";
    }
    String source = lines.get(number - 1).strip();
    if (source.length() > LONGEST_LINE) {
      source = source.substring(0, LONGEST_LINE) + " ...";
    }
    int start = cell.indexOf(snippet.strip());
    if (start < 0) {
      return "  in an earlier cell: " + source;
    }
    int before = (int) cell.substring(0, start).chars().filter(c -> c == '\n').count();
    int blank = (int) snippet.lines().takeWhile(String::isBlank).count();
    return "  line " + (before + number - blank) + ": " + source;
  }
}
