package org.smashnas.data.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TriangleBoxTest {
  @Test
  void aTriangleTouchesACellIfAndOnlyIfSomethingIsLeftWhenTheCellsFacesClipIt() {
    SplittableRandom random = new SplittableRandom(1);
    int touching = 0;
    for (int i = 0; i < 20_000; i++) {
      double spread = i % 3 == 0 ? 0.6 : 2.5;
      double[] points = random.doubles(9, -spread, spread).toArray();
      boolean expected = isLeftAfterClipping(points);
      assertThat(new TriangleBox(points).touches(0, 0, 0)).isEqualTo(expected);
      touching += expected ? 1 : 0;
    }
    assertThat(touching).isBetween(5_000, 15_000);
  }

  @Test
  void aTriangleBetweenTwoCellsTouchesBothWhereverTheyAre() {
    for (double at : new double[] {0, 0.1 + 0.2, 17, 255}) {
      double[] points = {at, 0.2, 0.2, at, 0.8, 0.2, at, 0.2, 0.8};
      assertThat(new TriangleBox(points).touches(at - 0.5, 0.5, 0.5)).isTrue();
      assertThat(new TriangleBox(points).touches(at + 0.5, 0.5, 0.5)).isTrue();
      assertThat(new TriangleBox(points).touches(at + 0.6, 0.5, 0.5)).isFalse();
    }
  }

  /** Sutherland and Hodgman's clipping by the six faces of the cell around the origin. */
  private static boolean isLeftAfterClipping(double[] points) {
    List<double[]> polygon = new ArrayList<>();
    for (int k = 0; k < 9; k += 3) {
      polygon.add(new double[] {points[k], points[k + 1], points[k + 2]});
    }
    for (int axis = 0; axis < 3; axis++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        List<double[]> left = new ArrayList<>();
        for (int k = 0; k < polygon.size(); k++) {
          double[] a = polygon.get(k);
          double[] b = polygon.get((k + 1) % polygon.size());
          double beyondA = sign * a[axis] - 0.5;
          double beyondB = sign * b[axis] - 0.5;
          if (beyondA <= 0) {
            left.add(a);
          }
          if (beyondA * beyondB < 0) {
            double t = beyondA / (beyondA - beyondB);
            left.add(
                new double[] {
                  a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])
                });
          }
        }
        polygon = left;
      }
    }
    return !polygon.isEmpty();
  }
}
