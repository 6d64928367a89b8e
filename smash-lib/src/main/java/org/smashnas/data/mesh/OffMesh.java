package org.smashnas.data.mesh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mesh read from a file in the Object File Format, as ModelNet's are.
 *
 * <p>Read is what Geomview's manual describes, a vertex or face a line: the keyword with the
 * letters of {@link OffForm}, whose normals, colours and texture coordinates are passed over; the
 * numbers of vertices, faces and edges, on as many lines as they like or, as in a part of ModelNet,
 * glued to the keyword; a byte-order mark; lines that end with LF, CR or both; comments from # to
 * the line's end; blank lines; faces of any number of corners, concave ones too; up to four numbers
 * of a colour after a face. Refused is whatever could be read in two ways: a line with numbers
 * missing or too many, vertices with unequal numbers, and anything after the last face.
 *
 * @param mesh its triangles
 * @param degenerate how many triangles were left out because they have no area; a face of one or
 *     two corners counts as one
 */
public record OffMesh(Mesh mesh, int degenerate) {
  /** Below this share of the longest edge's square, a triangle's area is rounding. */
  private static final double NO_AREA = 1e-14;

  /**
   * With half as many vertices, 96 MB for either. A file of 60 MB, which is about ModelNet40's
   * largest, has some 64 bytes for a vertex and its two triangles, so a quarter as many.
   */
  public static final int MOST_TRIANGLES = 8_000_000;

  private static final int MOST_COLOURS = 4;

  /**
   * Reads a whole file in memory.
   *
   * @throws IllegalArgumentException with one sentence that names the line, if the file is no such
   *     mesh, holds no triangle with an area, or more than 4,000,000 vertices or 8,000,000
   *     triangles
   */
  public static OffMesh parse(byte[] file) {
    try {
      return parse(new ByteArrayInputStream(file), file.length, MOST_TRIANGLES);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
  }

  /**
   * Reads a whole file without holding it in memory: at most 40 bytes a triangle are taken,
   * whatever the file.
   *
   * @param length of the file in bytes; not more is claimed of memory than it can hold
   * @param mostTriangles that are read, and half as many vertices, at most {@link #MOST_TRIANGLES}
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException as for {@link #parse(byte[])}
   */
  public static OffMesh parse(InputStream file, long length, int mostTriangles) throws IOException {
    return new Parser(new OffLines(file), length, mostTriangles).parse();
  }

  private static final class Parser {
    private final OffLines lines;
    private final long length;
    private final int mostTriangles;
    private double[] vertices = {};
    private int[] corners = {};
    private int used;
    private int degenerate;

    Parser(OffLines lines, long length, int mostTriangles) {
      this.lines = lines;
      this.length = length;
      this.mostTriangles = mostTriangles;
    }

    OffMesh parse() throws IOException {
      OffForm form = OffForm.read(lines);
      if (form.dimensions()) {
        lines.need();
        lines.integer(3, 3);
      }
      int vertexCount = count("vertices", mostTriangles / 2, 0);
      int faceCount = count("faces", mostTriangles, vertexCount);
      passEdges();
      vertices = new double[3 * vertexCount];
      int behind = -1;
      for (int i = 0; i < vertexCount; i++) {
        behind = vertex(form, i, behind);
      }
      // Just enough where all faces are triangles, as in ModelNet.
      corners = new int[3 * Math.max(1, faceCount)];
      for (int face = 0; face < faceCount; face++) {
        face();
      }
      if (lines.next()) {
        throw lines.wrong("goes on after the last of %d faces".formatted(faceCount));
      }
      if (used == 0) {
        throw new IllegalArgumentException(
            "it has no triangle with an area among its %d faces".formatted(faceCount));
      }
      int[] kept = used == corners.length ? corners : Arrays.copyOf(corners, used);
      return new OffMesh(Mesh.owning(vertices, kept), degenerate);
    }

    /**
     * A claim that memory is reserved for, so it is compared with what the file can hold.
     *
     * @param before lines already claimed
     */
    private int count(String what, int most, int before) throws IOException {
      lines.need();
      String word = lines.word();
      if (word.equalsIgnoreCase("BINARY")) {
        throw lines.wrong("says that the mesh is binary; save it as text");
      }
      int count = lines.integer(word, 0, Integer.MAX_VALUE);
      // A vertex takes at least "0 0 0\n", and a face that is worth its place no less.
      if ((long) count + before > length / 6 + 1) {
        throw lines.wrong("claims %d %s in a file of %d bytes".formatted(count, what, length));
      }
      if (count > most) {
        throw lines.wrong("claims %d %s; at most %d are read".formatted(count, what, most));
      }
      return count;
    }

    /** The number of edges, which nobody needs and some leave out; it may have its own line. */
    private void passEdges() throws IOException {
      if (!lines.more() && lines.next()) {
        String word = lines.word();
        if (lines.more()) {
          lines.unread(word);
          return;
        }
        lines.unread(word);
      }
      if (lines.more()) {
        lines.integer(0, Integer.MAX_VALUE);
      }
      end("the numbers of vertices, faces and edges");
    }

    private void end(String what) throws IOException {
      if (lines.more()) {
        throw lines.wrong("has \"%s\" behind %s".formatted(lines.word(), what));
      }
    }

    /** Reads a vertex, and returns how many numbers are behind its coordinates. */
    private int vertex(OffForm form, int i, int before) throws IOException {
      lines.need();
      for (int axis = 0; axis < 3; axis++) {
        vertices[3 * i + axis] = lines.number();
      }
      if (form.divided()) {
        divide(i, lines.number());
      }
      int behind = lines.rest();
      if (!form.allows(behind) || (before >= 0 && behind != before)) {
        throw lines.wrong(
            "has %d numbers behind a vertex's coordinates; allowed are %s, the same for each vertex"
                .formatted(
                    behind,
                    before >= 0 ? before : "%d to %d".formatted(form.least(), form.most())));
      }
      return behind;
    }

    private void divide(int i, double divisor) {
      for (int axis = 0; axis < 3; axis++) {
        vertices[3 * i + axis] /= divisor;
        if (!(Math.abs(vertices[3 * i + axis]) <= OffLines.MOST)) {
          throw lines.wrong(
              "has %s as a vertex's fourth coordinate, by which no others can be divided"
                  .formatted(divisor));
        }
      }
    }

    private void face() throws IOException {
      lines.need();
      int size = lines.integer(0, vertices.length);
      int[] face = new int[size];
      for (int k = 0; k < size; k++) {
        face[k] = lines.integer(0, vertices.length / 3 - 1);
      }
      int behind = lines.rest();
      if (behind > MOST_COLOURS) {
        throw lines.wrong(
            "has %d numbers behind a face's %d corners; a colour has at most %d"
                .formatted(behind, size, MOST_COLOURS));
      }
      if (size < 3) {
        degenerate++;
      } else if (size == 3) {
        triangle(face[0], face[1], face[2]);
      } else {
        polygon(face);
      }
    }

    private void polygon(int[] face) {
      int[] cut;
      try {
        cut = Polygon.cut(vertices, face);
      } catch (IllegalArgumentException e) {
        throw lines.wrong(e.getMessage());
      }
      for (int k = 0; k < cut.length; k += 3) {
        triangle(cut[k], cut[k + 1], cut[k + 2]);
      }
    }

    private void triangle(int a, int b, int c) {
      if (!hasArea(a, b, c)) {
        degenerate++;
        return;
      }
      if (used + 3 > corners.length) {
        if (used == 3 * mostTriangles) {
          throw lines.wrong(
              "makes more than %d triangles, the most that are read".formatted(mostTriangles));
        }
        corners = Arrays.copyOf(corners, (int) Math.min(2L * corners.length, 3L * mostTriangles));
      }
      corners[used++] = a;
      corners[used++] = b;
      corners[used++] = c;
    }

    private boolean hasArea(int a, int b, int c) {
      double[] u = edge(a, b);
      double[] v = edge(a, c);
      double x = u[1] * v[2] - u[2] * v[1];
      double y = u[2] * v[0] - u[0] * v[2];
      double z = u[0] * v[1] - u[1] * v[0];
      double longest = Math.max(square(u), square(v));
      return Math.sqrt(x * x + y * y + z * z) > NO_AREA * longest;
    }

    private double[] edge(int from, int to) {
      double[] edge = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        edge[axis] = vertices[3 * to + axis] - vertices[3 * from + axis];
      }
      return edge;
    }

    private static double square(double[] v) {
      return v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
    }
  }

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
}
