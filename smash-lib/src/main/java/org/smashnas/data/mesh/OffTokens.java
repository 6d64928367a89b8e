package org.smashnas.data.mesh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Words and numbers of a text file, without its comments, and the line that each stands on; the
 * file is read as it is needed, and no more of it held than a buffer.
 */
final class OffTokens {
  /** Larger coordinates would overflow when multiplied; no model is that large. */
  private static final double MOST = 1e30;

  /** Far more digits than a double has; a longer word would only fill memory and sentences. */
  private static final int LONGEST = 400;

  private static final int END = -1;

  private final InputStream file;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] word = new byte[LONGEST];
  private int filled;
  private int at;
  private int line = 1;

  OffTokens(InputStream file) {
    this.file = file;
  }

  /** Passes over {@code word}, which may be glued to what follows. */
  void magic(String word) throws IOException {
    skipBlanks();
    for (byte each : word.getBytes(StandardCharsets.US_ASCII)) {
      if (peek() != each) {
        throw wrong("does not start with " + word);
      }
      at++;
    }
  }

  /** The next word as a finite number. */
  double number() throws IOException {
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
  int integer(int least, int most) throws IOException {
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
  void skipLine() throws IOException {
    while (peek() != END && peek() != '\n') {
      at++;
    }
  }

  /** What is wrong at the present line. */
  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("line %d %s".formatted(line, what));
  }

  private String word() throws IOException {
    skipBlanks();
    int length = 0;
    for (int next = peek(); next > ' ' && next < 128 && next != '#'; next = peek()) {
      if (length < LONGEST) {
        word[length] = (byte) next;
      }
      length++;
      at++;
    }
    if (length == 0) {
      throw wrong(
          peek() == END ? "is the last, and more must follow" : "holds a byte that is no text");
    }
    if (length > LONGEST) {
      throw wrong(
          "holds a word of %d characters; no number needs more than %d".formatted(length, LONGEST));
    }
    return new String(word, 0, length, StandardCharsets.US_ASCII);
  }

  private void skipBlanks() throws IOException {
    for (int next = peek(); next == '#' || (next >= 0 && next <= ' '); next = peek()) {
      if (next == '#') {
        skipLine();
      } else {
        line += next == '\n' ? 1 : 0;
        at++;
      }
    }
  }

  /** The byte at the present place, 0 to 255, or END. */
  private int peek() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, file.read(buffer));
    }
    return filled == 0 ? END : buffer[at] & 0xff;
  }
}
