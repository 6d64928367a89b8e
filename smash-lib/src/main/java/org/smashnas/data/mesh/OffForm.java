package org.smashnas.data.mesh;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the letters before OFF say of a vertex's line, as Geomview's manual has them: {@code
 * [ST][C][N][4][n]OFF}, texture coordinates, a colour, a normal, a fourth coordinate by which the
 * others are divided, and a number of dimensions that stands before the counts.
 *
 * @param divided whether a fourth coordinate follows the three
 * @param dimensions whether their number is given
 * @param least numbers on a vertex's line behind its coordinates, which are not read
 * @param most of them; files in use give a colour in none to four numbers
 */
record OffForm(boolean divided, boolean dimensions, int least, int most) {
  /** Letters that may stand before OFF. */
  static final int MOST_LETTERS = 6;

  private static final Pattern LETTERS = Pattern.compile("(ST)?(C)?(N)?(4)?(n)?");
  private static final int COLOUR = 4;

  /** Reads the first line's keyword. */
  static OffForm read(OffLines lines) throws IOException {
    String letters = lines.keyword("OFF", MOST_LETTERS);
    Matcher matcher = LETTERS.matcher(letters);
    if (!matcher.matches()) {
      throw lines.wrong("does not start with OFF");
    }
    int least = (matcher.group(1) == null ? 0 : 2) + (matcher.group(3) == null ? 0 : 3);
    boolean plain = matcher.group(1) == null && matcher.group(2) == null && least == 0;
    int most = plain ? 2 + COLOUR + 3 : least + (matcher.group(2) == null ? 0 : COLOUR);
    return new OffForm(matcher.group(4) != null, matcher.group(5) != null, least, most);
  }

  /**
   * Whether a vertex's line may have so many numbers behind its coordinates. Many files call
   * themselves OFF and have a normal or a colour all the same; but one number more could be a
   * fourth coordinate.
   */
  boolean allows(int more) {
    return more >= least && more <= most && (more != 1 || most == COLOUR);
  }
}
