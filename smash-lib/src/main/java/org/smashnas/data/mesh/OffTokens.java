package org.smashnas.data.mesh;

import java.nio.charset.StandardCharsets;

/** Words and numbers of a text file, without its comments, and the line that each stands on. */
final class OffTokens {
  /** Larger coordinates would overflow when multiplied; no model is that large. */
  private static final double MOST = 1e30;

  /** Far more digits than a double has; a longer word would only fill memory and sentences. */
  private static final int LONGEST = 400;

  private final byte[] text;
  private int at;
  private int line = 1;

  OffTokens(byte[] text) {
    this.text = text;
  }

  /** Passes over {@code word}, which may be glued to what follows. */
  void magic(String word) {
    skipBlanks();
    byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
    for (byte each : bytes) {
      if (at >= text.length || text[at] != each) {
        throw wrong("does not start with " + word);
      }
      at++;
    }
  }

  /** The next word as a finite number. */
  double number() {
    String word = word();
    try {
      double value = Double.parseDouble(word);
      if (Math.abs(value) <= MOST) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the sentence for every word that is no such number.
    }
    throw wrong("has \"%s\" where a number from -%s to %s belongs".formatted(word, MOST, MOST));
  }

  /** The next word as a whole number. */
  int integer(int least, int most) {
    String word = word();
    try {
      int value = Integer.parseInt(word);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the sentence for every word that is no such number.
    }
    throw wrong(
        "has \"%s\" where a whole number from %d to %d belongs".formatted(word, least, most));
  }

  /** Passes over the rest of the line that the last word stood on. */
  void skipLine() {
    while (at < text.length && text[at] != '\n') {
      at++;
    }
  }

  /** What is wrong at the present line. */
  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("line %d %s".formatted(line, what));
  }

  private String word() {
    skipBlanks();
    int from = at;
    while (at < text.length && text[at] > ' ' && text[at] != '#') {
      at++;
    }
    if (at == from) {
      throw wrong(
          at < text.length ? "holds a byte that is no text" : "is the last, and more must follow");
    }
    if (at - from > LONGEST) {
      throw wrong(
          "holds a word of %d characters; no number needs more than %d"
              .formatted(at - from, LONGEST));
    }
    return new String(text, from, at - from, StandardCharsets.US_ASCII);
  }

  private void skipBlanks() {
    while (at < text.length && (text[at] == '#' || (text[at] >= 0 && text[at] <= ' '))) {
      if (text[at] == '#') {
        skipLine();
      } else {
        line += text[at] == '\n' ? 1 : 0;
        at++;
      }
    }
  }
}
