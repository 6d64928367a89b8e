package org.smashnas.data.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class VoxelizerTest {
  private static final int SIDE = 20;
  private static final int MARGIN = 2;

  @Test
  void aBoxFillsTheCellsThatItsSidesSay() {
    // 16 cells for the longest side, so 8 and 4 for the others, all in the middle.
    byte[] cells = new Voxelizer(SIDE, MARGIN, true).voxelize(Solids.box(0, 0, 0, 1, 2, 4));
    for (int k = 0; k < cells.length; k++) {
      boolean inside =
          isBetween(k / 400, 6, 14) && isBetween(k / 20 % 20, 2, 18) && isBetween(k % 20, 8, 12);
      assertThat(cells[k] != 0).isEqualTo(inside);
    }
    byte[] surface = new Voxelizer(SIDE, MARGIN, false).voxelize(Solids.box(0, 0, 0, 1, 2, 4));
    assertThat(occupied(cells)).isEqualTo(8 * 16 * 4);
    assertThat(occupied(surface)).isEqualTo(8 * 16 * 4 - 6 * 14 * 2);
  }

  @Test
  void zIsUpXIsToTheRightAndYIsAwayFromTheViewer() {
    Mesh stand = Solids.box(0, 0, 0, 8, 8, 1);
    Mesh post = Solids.box(6, 5, 1, 8, 8, 8); // right, at the back, above
    byte[] cells = new Voxelizer(8, 0, true).voxelize(Mesh.union(List.of(stand, post)));
    assertThat(cells[(7 * 8 + 0) * 8 + 7]).isEqualTo(Voxelizer.OCCUPIED);
    assertThat(cells[(0 * 8 + 0) * 8 + 7]).isZero();
    assertThat(cells[(7 * 8 + 0) * 8 + 0]).isZero();
    assertThat(cells[(0 * 8 + 7) * 8 + 0]).isEqualTo(Voxelizer.OCCUPIED);
  }

  @Test
  void theSurfaceIsThatOfDensePointsAndAFewCellsThatAreBarelyTouched() {
    for (Mesh mesh : shapes()) {
      assertSurface(mesh, SIDE, MARGIN);
    }
  }

  @Test
  void soIsTheSurfaceOfTheUsersOwnMeshes() throws IOException {
    assumeTrue(System.getenv("SMASH_DATA") != null, "SMASH_DATA is not set: no real data to read");
    Path own = Path.of(System.getenv("SMASH_DATA"), "ModelNet10.zip");
    assumeTrue(Files.exists(own), "SMASH_DATA is set but holds no ModelNet10.zip");
    try (ZipFile zip = new ZipFile(own.toFile())) {
      List<? extends ZipEntry> meshes =
          zip.stream().filter(each -> each.getName().endsWith(".off")).limit(5).toList();
      assertThat(meshes).isNotEmpty();
      for (ZipEntry each : meshes) {
        byte[] file = zip.getInputStream(each).readAllBytes();
        assertSurface(OffMesh.parse(file).mesh(), 30, 3);
      }
    }
  }

  private static void assertSurface(Mesh mesh, int side, int margin) {
    byte[] exact = new Voxelizer(side, margin, false).voxelize(mesh);
    boolean[] sampled = sampled(mesh, side, margin);
    long missed = 0;
    for (int k = 0; k < exact.length; k++) {
      if (sampled[k]) {
        assertThat(exact[k]).isEqualTo(Voxelizer.OCCUPIED);
      } else if (exact[k] != 0) {
        missed++;
      }
    }
    assertThat(missed).isLessThanOrEqualTo(occupied(exact) / 50);
  }

  @Test
  void theSolidIsTheSurfaceAndTheCellsAroundWhoseMiddlesItWinds() {
    for (Mesh mesh : shapes()) {
      byte[] surface = new Voxelizer(SIDE, MARGIN, false).voxelize(mesh);
      byte[] solid = new Voxelizer(SIDE, MARGIN, true).voxelize(mesh);
      double[][] triangles = inCells(mesh, SIDE, MARGIN);
      for (int k = 0; k < solid.length; k++) {
        double[] middle = {k % 20 + 0.5, Math.floorDiv(k, 400) + 0.5, 19.5 - k / 20 % 20};
        boolean expected = surface[k] != 0 || Math.abs(winding(triangles, middle)) > 0.5;
        assertThat(solid[k] != 0).isEqualTo(expected);
      }
      assertThat(occupied(solid)).isGreaterThan(occupied(surface));
    }
  }

  @Test
  void gapsNarrowerThanACellKeepTheInsideInAndAMissingSideLetsItOut() {
    // The sides of a cube as thin plates that do not meet, each 1% shorter than its edges.
    List<Mesh> plates = new ArrayList<>();
    for (double at : new double[] {0, 100}) {
      plates.add(Solids.box(at, 1, 1, at + 0.01, 99, 99));
      plates.add(Solids.box(1, at, 1, 99, at + 0.01, 99));
      plates.add(Solids.box(1, 1, at, 99, 99, at + 0.01));
    }
    Voxelizer solid = new Voxelizer(SIDE, MARGIN, true);
    assertThat(occupied(solid.voxelize(Mesh.union(plates)))).isEqualTo(16 * 16 * 16);
    Mesh open = Mesh.union(plates.subList(0, 5));
    assertThat(occupied(solid.voxelize(open)))
        .isEqualTo(occupied(new Voxelizer(SIDE, MARGIN, false).voxelize(open)));
  }

  @Test
  void sizesWithoutSenseAreRefused() {
    assertThatThrownBy(() -> new Voxelizer(1, 0, true)).hasMessageContaining("resolution is 1");
    assertThatThrownBy(() -> new Voxelizer(257, 0, true)).hasMessageContaining("257");
    assertThatThrownBy(() -> new Voxelizer(8, 4, true)).hasMessageContaining("margin 4");
    assertThatThrownBy(() -> new Voxelizer(8, -1, true)).hasMessageContaining("margin -1");
    assertThatThrownBy(() -> new Mesh(new double[9], new int[] {0, 1, 3}))
        .hasMessageContaining("vertex 3; there are 3");
    assertThatThrownBy(() -> new Mesh(new double[8], new int[3])).hasMessageContaining("8 coord");
    assertThatThrownBy(() -> new Mesh(new double[9], new int[0])).hasMessageContaining("0 corners");
    Mesh point = new Mesh(new double[9], new int[] {0, 1, 2});
    assertThatThrownBy(() -> new Voxelizer(8, 1, true).voxelize(point))
        .hasMessageContaining("lie in one point");
    double[] wrong = {0, 0, 0, Double.NaN, 0, 0, 0, 0, 0};
    assertThatThrownBy(() -> new Mesh(wrong, new int[] {0, 1, 2}))
        .hasMessageContaining("vertex 1 has coordinate NaN");
  }

  /** A box, a tetrahedron, a ball, a cone, all askew, so that nothing lies between two cells. */
  private static List<Mesh> shapes() {
    double[] corners = {0.1, 0, 0.2, 2.3, 0.4, 0, 0.7, 1.9, 0.3, 1.1, 0.8, 2.2};
    int[] faces = {0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3};
    return List.of(
        Solids.box(0, 0, 0, 1.03, 2.11, 3.07),
        new Mesh(corners, faces),
        ball(9, 14),
        Solids.cylinder(0.2, 0.3, 0, 1.7, 1.1, 0.3));
  }

  private static Mesh ball(int rings, int sides) {
    double[] coordinates = new double[3 * (rings + 1) * sides];
    List<Integer> corners = new ArrayList<>();
    for (int i = 0; i <= rings; i++) {
      for (int k = 0; k < sides; k++) {
        double up = Math.PI * i / rings;
        double around = 2 * Math.PI * k / sides + 0.1;
        int at = 3 * (i * sides + k);
        coordinates[at] = Math.sin(up) * Math.cos(around);
        coordinates[at + 1] = 1.1 * Math.sin(up) * Math.sin(around);
        coordinates[at + 2] = 0.9 * Math.cos(up);
        if (i < rings) {
          int next = i * sides + (k + 1) % sides;
          int here = i * sides + k;
          corners.addAll(List.of(here, here + sides, next + sides, here, next + sides, next));
        }
      }
    }
    return new Mesh(coordinates, corners.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The triangles in cells, placed as the voxeliser's Javadoc says, by other means. */
  private static double[][] inCells(Mesh mesh, int side, int margin) {
    double[] bounds = mesh.bounds();
    double longest =
        IntStream.range(0, 3).mapToDouble(k -> bounds[3 + k] - bounds[k]).max().orElseThrow();
    double cell = longest / (side - 2 * margin);
    return IntStream.range(0, mesh.triangles())
        .mapToObj(
            i -> {
              double[] points = mesh.triangle(i);
              for (int k = 0; k < 9; k++) {
                double middle = bounds[k % 3] + (bounds[3 + k % 3] - bounds[k % 3]) / 2;
                points[k] = side / 2.0 + (1 - 1e-6) * (points[k] - middle) / cell;
              }
              return points;
            })
        .toArray(double[][]::new);
  }

  /**
   * The cells that hold one of the points at most 1/40 cell apart along each axis, on all
   * triangles.
   */
  private static boolean[] sampled(Mesh mesh, int side, int margin) {
    boolean[] sampled = new boolean[side * side * side];
    for (double[] t : inCells(mesh, side, margin)) {
      double longest = 0;
      for (int k = 0; k < 9; k++) {
        longest = Math.max(longest, Math.abs(t[k] - t[(k + 3) % 9]));
      }
      int steps = (int) Math.ceil(40 * longest) + 1;
      for (int i = 0; i <= steps; i++) {
        for (int k = 0; k <= steps - i; k++) {
          double a = (double) i / steps;
          double b = (double) k / steps;
          int[] cell = new int[3];
          for (int axis = 0; axis < 3; axis++) {
            cell[axis] =
                (int)
                    Math.floor(t[axis] + a * (t[3 + axis] - t[axis]) + b * (t[6 + axis] - t[axis]));
          }
          sampled[(cell[1] * side + side - 1 - cell[2]) * side + cell[0]] = true;
        }
      }
    }
    return sampled;
  }

  /** How often the surface winds around a point: its solid angles by van Oosterom and Strackee. */
  private static double winding(double[][] triangles, double[] point) {
    double sum = 0;
    for (double[] t : triangles) {
      double[][] v = new double[3][3];
      double[] length = new double[3];
      for (int k = 0; k < 9; k++) {
        v[k / 3][k % 3] = t[k] - point[k % 3];
      }
      for (int k = 0; k < 3; k++) {
        length[k] = Math.sqrt(dot(v[k], v[k]));
      }
      double volume =
          v[0][0] * (v[1][1] * v[2][2] - v[1][2] * v[2][1])
              - v[0][1] * (v[1][0] * v[2][2] - v[1][2] * v[2][0])
              + v[0][2] * (v[1][0] * v[2][1] - v[1][1] * v[2][0]);
      double below =
          length[0] * length[1] * length[2]
              + dot(v[0], v[1]) * length[2]
              + dot(v[1], v[2]) * length[0]
              + dot(v[2], v[0]) * length[1];
      sum += Math.atan2(volume, below) / (2 * Math.PI);
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static boolean isBetween(int k, int from, int to) {
    return k >= from && k < to;
  }

  private static long occupied(byte[] cells) {
    return IntStream.range(0, cells.length).filter(k -> cells[k] != 0).count();
  }
}
