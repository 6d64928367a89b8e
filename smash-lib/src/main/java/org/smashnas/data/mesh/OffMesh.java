package org.smashnas.data.mesh;

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
   * Reads a whole file.
   *
   * @throws IllegalArgumentException with one sentence that names the line, if the file is no such
   *     mesh or holds no triangle with an area
   */
  public static OffMesh parse(byte[] file) {
    return new Parser(new OffTokens(file), file.length).parse();
  }

  private static final class Parser {
    private final OffTokens tokens;
    private final int length;
    private double[] vertices = {};
    private int[] corners = new int[1024];
    private int used;
    private int degenerate;

    Parser(OffTokens tokens, int length) {
      this.tokens = tokens;
      this.length = length;
    }

    OffMesh parse() {
      tokens.magic("OFF");
      int vertexCount = count("vertices");
      int faceCount = count("faces");
      tokens.skipLine(); // the number of edges, which nobody needs
      vertices = new double[3 * vertexCount];
      for (int i = 0; i < vertices.length; i++) {
        vertices[i] = tokens.number();
      }
      for (int face = 0; face < faceCount; face++) {
        face();
      }
      if (used == 0) {
        throw new IllegalArgumentException(
            "it has no triangle with an area among its %d faces".formatted(faceCount));
      }
      return new OffMesh(new Mesh(vertices, Arrays.copyOf(corners, used)), degenerate);
    }

    /** A claim that memory is reserved for, so it is compared with what the file can hold. */
    private int count(String what) {
      int count = tokens.integer(0, Integer.MAX_VALUE);
      // A vertex takes at least "0 0 0\n", and a face that is worth its place no less.
      if (count > length / 6 + 1) {
        throw tokens.wrong("claims %d %s in a file of %d bytes".formatted(count, what, length));
      }
      return count;
    }

    private void face() {
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
        corners = Arrays.copyOf(corners, 2 * corners.length);
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
