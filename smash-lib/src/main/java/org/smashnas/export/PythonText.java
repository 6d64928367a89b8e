package org.smashnas.export;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of Python. */
final class PythonText {
  /** Longest line (PEP 8). */
  private static final int WIDTH = 79;

  private PythonText() {}

  static String flag(boolean value) {
    return value ? "True" : "False";
  }

  static String numbers(List<? extends Number> values) {
    return values.stream().map(Number::toString).collect(Collectors.joining(", "));
  }

  static String list(List<? extends Number> values) {
    return "[" + numbers(values) + "]";
  }

  /** A tuple of two numbers or more. */
  static String tuple(List<? extends Number> values) {
    return "(" + numbers(values) + ")";
  }

  /** Breaks at spaces what is too long for one line; every line is indented by so many spaces. */
  static String wrap(String text, int indent) {
    String margin = " ".repeat(indent);
    StringBuilder all = new StringBuilder();
    StringBuilder line = new StringBuilder(margin);
    for (String word : text.split(" ", -1)) {
      boolean first = line.length() == indent;
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        all.append(line).append('\n');
        line = new StringBuilder(margin);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
    }
    return all.append(line).toString();
  }
}
