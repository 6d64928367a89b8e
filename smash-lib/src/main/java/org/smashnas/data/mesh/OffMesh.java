package org.smashnas.data.mesh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A mesh read from a file in the Object File Format, as ModelNet's are.
 *
 * <p>Read are the header {@code OFF} with the numbers of vertices, faces and edges on the next line
 * or, as in a part of ModelNet, right behind it; comments from # to the line's end; blank lines;
 * faces of any number of corners, cut into a fan of triangles; colours after a face, which are
 * ignored.
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
  private static final int MOST_TRIANGLES = 8_000_000;

  /**
   * Reads a whole file in memory.
   *
   * @throws IllegalArgumentException with one sentence that names the line, if the file is no such
   *     mesh, holds no triangle with an area, or more than 4,000,000 vertices or 8,000,000
   *     triangles
   */
  public static OffMesh parse(byte[] file) {
    try {
      return parse(new ByteArrayInputStream(file), file.length);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
  }

  /**
   * Reads a whole file without holding it in memory: at most 0.3 GB are taken, whatever the file.
   *
   * @param length of the file in bytes; not more is claimed of memory than it can hold
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException as for {@link #parse(byte[])}
   */
  public static OffMesh parse(InputStream file, long length) throws IOException {
    return parse(file, length, MOST_TRIANGLES);
  }

  /** The same with another limit on triangles, and half as many vertices. */
  static OffMesh parse(InputStream file, long length, int mostTriangles) throws IOException {
    return new Parser(new OffTokens(file), length, mostTriangles).parse();
  }

  private static final class Parser {
    private final OffTokens tokens;
    private final long length;
    private final int mostTriangles;
    private double[] vertices = {};
    private int[] corners = {};
    private int used;
    private int degenerate;

    Parser(OffTokens tokens, long length, int mostTriangles) {
      this.tokens = tokens;
      this.length = length;
      this.mostTriangles = mostTriangles;
    }

    OffMesh parse() throws IOException {
      tokens.magic("OFF");
      int vertexCount = count("vertices", mostTriangles / 2);
      int faceCount = count("faces", mostTriangles);
      tokens.skipLine(); // the number of edges, which nobody needs
      vertices = new double[3 * vertexCount];
      for (int i = 0; i < vertices.length; i++) {
        vertices[i] = tokens.number();
      }
      // Just enough where all faces are triangles, as in ModelNet.
      corners = new int[3 * Math.max(1, faceCount)];
      for (int face = 0; face < faceCount; face++) {
        face();
      }
      if (used == 0) {
        throw new IllegalArgumentException(
            "it has no triangle with an area among its %d faces".formatted(faceCount));
      }
      int[] kept = used == corners.length ? corners : Arrays.copyOf(corners, used);
      return new OffMesh(Mesh.owning(vertices, kept), degenerate);
    }

    /** A claim that memory is reserved for, so it is compared with what the file can hold. */
    private int count(String what, int most) throws IOException {
      int count = tokens.integer(0, Integer.MAX_VALUE);
      // A vertex takes at least "0 0 0\n", and a face that is worth its place no less.
      if (count > length / 6 + 1) {
        throw tokens.wrong("claims %d %s in a file of %d bytes".formatted(count, what, length));
      }
      if (count > most) {
        throw tokens.wrong("claims %d %s; at most %d are read".formatted(count, what, most));
      }
      return count;
    }

    private void face() throws IOException {
      int size = tokens.integer(0, vertices.length);
      int first = 0;
      int last = 0;
      int vertexCount = vertices.length / 3;
      for (int k = 0; k < size; k++) {
        int corner = tokens.integer(0, vertexCount - 1);
        if (k == 0) {
          first = corner;
        } else if (k > 1) {
          triangle(first, last, corner);
        }
        last = corner;
      }
      if (size < 3) {
        degenerate++;
      }
      tokens.skipLine();
    }

    private void triangle(int a, int b, int c) {
      if (!hasArea(a, b, c)) {
        degenerate++;
        return;
      }
      if (used + 3 > corners.length) {
        if (used == 3 * mostTriangles) {
          throw tokens.wrong(
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
}
