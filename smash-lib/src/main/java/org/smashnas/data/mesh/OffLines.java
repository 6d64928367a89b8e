package org.smashnas.data.mesh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Words and numbers of a text file, line by line, without its comments and blank lines; the file is
 * read as it is needed, and no more of it held than a buffer. Lines end with LF, CR or both.
 */
final class OffLines {
  /** Larger coordinates would overflow when multiplied; no model is that large. */
  static final double MOST = 1e30;

  /** Far more digits than a double has; a longer word would only fill memory and sentences. */
  private static final int LONGEST = 400;

  private static final int END = -1;
  private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

  /** Java would also take 1d, 0x1p3 and NaN. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private final InputStream file;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] word = new byte[LONGEST];
  private String unread;
  private int filled;
  private int at;
  private int line = 1;

  OffLines(InputStream file) {
    this.file = file;
  }

  /**
   * The first line's letters up to {@code word}, which may be glued to what follows.
   *
   * @param most characters before it
   */
  String keyword(String word, int most) throws IOException {
    for (int k = 0; k < BYTE_ORDER_MARK.length && peek() == BYTE_ORDER_MARK[k]; k++) {
      at++;
    }
    next();
    StringBuilder read = new StringBuilder();
    while (read.length() < word.length() + most && peek() > ' ') {
      read.append((char) peek());
      at++;
      if (read.toString().endsWith(word)) {
        return read.substring(0, read.length() - word.length());
      }
    }
    throw wrong("does not start with " + word);
  }

  /** Goes to the next line that holds a word; false at the file's end. */
  boolean next() throws IOException {
    while (!more()) {
      if (peek() == END) {
        return false;
      }
      int end = peek();
      at++;
      if (end == '\r' && peek() == '\n') {
        at++;
      }
      line++;
    }
    return true;
  }

  /** Goes to the next line that holds a word. */
  void need() throws IOException {
    if (!next()) {
      throw wrong("is the last, and more must follow");
    }
  }

  /** Whether this line holds another word. */
  boolean more() throws IOException {
    while (isBlank(peek())) {
      at++;
    }
    if (peek() == '#') {
      while (!endsALine(peek())) {
        at++;
      }
    }
    return unread != null || !endsALine(peek());
  }

  /** Passes over this line's other words and counts them. */
  int rest() throws IOException {
    int count = 0;
    for (; more(); count++) {
      word();
    }
    return count;
  }

  /** This line's next word as a finite number. */
  double number() throws IOException {
    String word = word();
    // At most 400 characters of digits, so that only the exponent can be too much: infinite.
    double value = NUMBER.matcher(word).matches() ? Double.parseDouble(word) : Double.NaN;
    if (!(Math.abs(value) <= MOST)) {
      throw wrong("has \"%s\" where a number from -%s to %s belongs".formatted(word, MOST, MOST));
    }
    return value;
  }

  int integer(int least, int most) throws IOException {
    return integer(word(), least, most);
  }

  int integer(String word, int least, int most) {
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

  /** This line's next word; a # within it, as in 1.#IND, begins no comment. */
  String word() throws IOException {
    if (!more()) {
      throw wrong("ends where another number belongs");
    }
    if (unread != null) {
      String word = unread;
      unread = null;
      return word;
    }
    int length = 0;
    for (int next = peek(); next > ' ' && next < 127; next = peek()) {
      if (length < LONGEST) {
        word[length] = (byte) next;
      }
      length++;
      at++;
    }
    if (length == 0 || !(isBlank(peek()) || endsALine(peek()))) {
      throw wrong("holds a byte that is no text");
    }
    if (length > LONGEST) {
      throw wrong(
          "holds a word of %d characters; no number needs more than %d".formatted(length, LONGEST));
    }
    return new String(word, 0, length, StandardCharsets.US_ASCII);
  }

  /** Gives back a word, which is then this line's next one. */
  void unread(String word) {
    unread = word;
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("line %d %s".formatted(line, what));
  }

  private static boolean endsALine(int next) {
    return next == END || next == '\n' || next == '\r';
  }

  /** Other control characters are damage. */
  private static boolean isBlank(int next) {
    return next == ' ' || next == '\t' || next == '\f' || next == 0x0b;
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
