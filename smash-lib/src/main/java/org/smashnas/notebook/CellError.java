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
   * The text of a snippet, and where it comes from.
   *
   * @param text as JShell ran it, which may have a semicolon that the cell lacks, or be generated
   * @param line of the cell in which the text begins, after blank lines, from 1; {@link #EARLIER}
   *     or {@link #LOADED} if that is elsewhere
   */
  public record Source(String text, int line) {
    /** The line of what an earlier cell defined. */
    public static final int EARLIER = 0;

    /** The line of what a magic of this cell brought. */
    public static final int LOADED = -1;
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
   * @param snippets the snippet with an id, empty if there is none
   */
  public List<String> brief(String cell, Function<String, Optional<Source>> snippets) {
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
  private Optional<String> place(String cell, Function<String, Optional<Source>> snippets) {
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

  private static String line(String cell, Source snippet, int number) {
    List<String> lines = snippet.text().lines().toList();
    int blank = (int) lines.stream().takeWhile(String::isBlank).count();
    int line = snippet.line() + number - 1 - blank;
    if (snippet.line() > Source.EARLIER) {
      List<String> own = cell.lines().toList();
      return line >= 1 && line <= own.size()
          ? "  line " + line + ": " + brief(own.get(line - 1))
          : "  in this cell";
    }
    String where =
        snippet.line() == Source.LOADED ? "  in what a magic ran" : "  in an earlier cell";
    return number < 1 || number > lines.size()
        ? where
        : where + ": " + brief(lines.get(number - 1));
  }

  private static String brief(String line) {
    String source = line.strip();
    return source.length() > LONGEST_LINE ? source.substring(0, LONGEST_LINE) + " ..." : source;
  }
}
