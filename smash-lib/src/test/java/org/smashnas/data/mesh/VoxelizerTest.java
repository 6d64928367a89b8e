package org.smashnas.data.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    for (Mesh mesh : bathtubs()) {
      assertSurface(mesh, 30, 3);
    }
  }

  /** The first five of ModelNet10, where the user has them. */
  private static List<Mesh> bathtubs() throws IOException {
    assumeTrue(System.getenv("SMASH_DATA") != null, "SMASH_DATA is not set: no real data to read");
    Path own = Path.of(System.getenv("SMASH_DATA"), "ModelNet10.zip");
    assumeTrue(Files.exists(own), "SMASH_DATA is set but holds no ModelNet10.zip");
    List<Mesh> meshes = new ArrayList<>();
    try (ZipFile zip = new ZipFile(own.toFile())) {
      for (int i = 1; i <= 5; i++) {
        ZipEntry entry = zip.getEntry("ModelNet10/bathtub/train/bathtub_%04d.off".formatted(i));
        try (InputStream in = zip.getInputStream(entry)) {
          meshes.add(OffMesh.parse(in.readAllBytes()).mesh());
        }
      }
    }
    return meshes;
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

  /**
   * Some of the meshes are open, and two have faces twice, once for either side, so that their
   * winding number is 0 everywhere: a cell is within if it says so, or if no ray leaves from there.
   */
  @Test
  void theSolidOfTheUsersOwnMeshesIsWhatWindingNumberAndRaysSay() throws IOException {
    List<String> said = new ArrayList<>();
    double worst = 1;
    for (Mesh mesh : bathtubs()) {
      byte[] surface = new Voxelizer(30, 3, false).voxelize(mesh);
      byte[] solid = new Voxelizer(30, 3, true).voxelize(mesh);
      double[][] triangles = inCells(mesh, 30, 3);
      boolean[] wound = new boolean[solid.length];
      boolean[] within = new boolean[solid.length];
      for (int k = 0; k < solid.length; k++) {
        double[] middle = {k % 30 + 0.5, Math.floorDiv(k, 900) + 0.5, 29.5 - k / 30 % 30};
        if ((k + k / 30 + k / 900) % 3 != 0) {
          solid[k] = 0; // a third of the cells says as much in a third of the time
        } else if (surface[k] != 0) {
          wound[k] = true;
          within[k] = true;
        } else if (isInBounds(mesh, middle)) {
          wound[k] = Math.abs(winding(triangles, middle)) > 0.5;
          within[k] = wound[k] || isEnclosed(triangles, middle);
        }
      }
      worst = Math.min(worst, overlap(solid, within));
      said.add(
          "%d triangles: %.4f, with the winding number alone %.4f"
              .formatted(mesh.triangles(), overlap(solid, within), overlap(solid, wound)));
    }
    assertThat(worst).as("overlap of each solid: %s", said).isGreaterThanOrEqualTo(0.98);
  }

  private static boolean isInBounds(Mesh mesh, double[] middle) {
    double[] bounds = mesh.bounds();
    double longest =
        IntStream.range(0, 3).mapToDouble(k -> bounds[3 + k] - bounds[k]).max().orElseThrow();
    return IntStream.range(0, 3)
        .allMatch(k -> Math.abs(middle[k] - 15) <= 12 * (bounds[3 + k] - bounds[k]) / longest);
  }

  /** Whether none of 100 rays, evenly spread, leaves without meeting a triangle. */
  private static boolean isEnclosed(double[][] triangles, double[] from) {
    for (int i = 0; i < 100; i++) {
      double up = 1 - (2 * i + 1) / 100.0;
      double around = i * Math.PI * (3 - Math.sqrt(5));
      double across = Math.sqrt(1 - up * up);
      double[] ray = {across * Math.cos(around), across * Math.sin(around), up};
      if (Arrays.stream(triangles).noneMatch(t -> isMet(t, from, ray))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a ray meets a triangle, by Möller and Trumbore. */
  private static boolean isMet(double[] t, double[] from, double[] ray) {
    double[] u = {t[3] - t[0], t[4] - t[1], t[5] - t[2]};
    double[] v = {t[6] - t[0], t[7] - t[1], t[8] - t[2]};
    double[] start = {from[0] - t[0], from[1] - t[1], from[2] - t[2]};
    double[] p = cross(ray, v);
    double[] q = cross(start, u);
    double volume = dot(u, p);
    double a = dot(start, p) / volume;
    double b = dot(ray, q) / volume;
    return volume != 0 && a >= 0 && b >= 0 && a + b <= 1 && dot(v, q) / volume > 0;
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  /** Cells in both as a share of those in either. */
  private static double overlap(byte[] cells, boolean[] others) {
    long both = IntStream.range(0, cells.length).filter(k -> cells[k] != 0 && others[k]).count();
    long either = IntStream.range(0, cells.length).filter(k -> cells[k] != 0 || others[k]).count();
    return (double) both / either;
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
  void anOpenBoxIsFilledUntilItLacksASecondSide() {
    double[] corners = {0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1};
    int[] sides = {
      0, 1, 2, 0, 2, 3, // the bottom
      0, 1, 5, 0, 5, 4, // the front
      2, 3, 7, 2, 7, 6, // the back
      0, 3, 7, 0, 7, 4, // the left, and after it the right, facing the other way
      1, 2, 6, 1, 6, 5
    };
    Voxelizer solid = new Voxelizer(SIDE, MARGIN, true);
    assertThat(occupied(solid.voxelize(new Mesh(corners, sides)))).isEqualTo(16 * 16 * 16);
    Mesh shelf = new Mesh(corners, Arrays.copyOf(sides, 24));
    assertThat(occupied(solid.voxelize(shelf)))
        .isEqualTo(occupied(new Voxelizer(SIDE, MARGIN, false).voxelize(shelf)));
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
