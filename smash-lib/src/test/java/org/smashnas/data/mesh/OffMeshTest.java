package org.smashnas.data.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffMeshTest {
  private static final String BODY = "0 0 0\n1 0 0\n0 2 0\n0 0 3e0\n3 0 1 2\n3 0 1 3\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OFF\n4 2 0\n",
        "OFF4 2 0\n",
        "OFF 4 2 0\n",
        "\n# made by hand\nOFF # a mesh\n\n4 2 0\n",
        "OFF\r\n4 2 0\r\n",
        "OFF\n4 2\n",
        "OFF\n4\n2\n0\n",
        "OFF\n4 2\n0 # edges\n",
        "OFF\n4\n# faces\n\n2 0\n",
        "OFF\n4\n2\n",
        "\u00ef\u00bb\u00bfOFF\n4 2 0\n",
        "nOFF\n3\n4 2 0\n",
        "nOFF 3 4 2 0\n"
      })
  void everyFormOfTheHeaderIsRead(String header) {
    assertIsBody(parse(header + BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\r\n", "\n\n", "\n\t", " # note\n", "\f\n"})
  void everyEndOfALineIsRead(String end) {
    assertIsBody(parse(("OFF\n4 2 0\n" + BODY).replace("\n", end)));
    assertThatThrownBy(() -> parse(("OFF\n4 2 0\n" + BODY + "x").replace("\n", end)))
        .hasMessageContaining(end.equals("\n\n") ? "line 17" : "line 9");
  }

  /** What is behind the coordinates would be other vertices to a reader that goes by words. */
  @ParameterizedTest
  @CsvSource({
    "COFF, ' 255 0 0 255'",
    "COFF, ' 0.5 0.25 1'",
    "COFF, ' 3'",
    "COFF, ''",
    "NOFF, ' 0 0 nan'",
    "STOFF, ' 0.5 0.5'",
    "CNOFF, ' 0 0 1 255 0 0 255'",
    "STCNOFF, ' 0 0 1 255 0 0 255 0.5 0.5'",
    "STNOFF, ' 0 0 1 0.5 0.5'",
    "4OFF, ' 1'",
    "4OFF, ' 1e0'",
    "C4OFF, ' 1 255 0 0 255'",
    "4nOFF, ' 1'",
    "OFF, ' 255 0 0'",
    "OFF, ' 0 0 1 255 0 0 255'"
  })
  void whatIsBehindAVertexIsPassedOver(String keyword, String behind) {
    String vertices = BODY.substring(0, BODY.indexOf("3 0 1 2"));
    String counts = keyword.contains("n") ? "\n3\n4 2 0\n" : "\n4 2 0\n";
    String faces = BODY.substring(vertices.length()).replace("\n", " 255 0 0 255\n");
    assertIsBody(parse(keyword + counts + vertices.replace("\n", behind + "\n") + faces));
  }

  @Test
  void aFourthCoordinateDivides() {
    OffMesh read = parse("4OFF\n3 1 0\n0 0 0 7\n2 0 0 2\n0 1 0 0.25\n3 0 1 2\n");
    assertThat(read.mesh().bounds()).containsExactly(0, 0, 0, 1, 4, 0);
    assertThatThrownBy(() -> parse("4OFF\n3 1 0\n0 0 0 7\n2 0 0 0\n0 1 0 1\n3 0 1 2\n"))
        .hasMessageContaining("line 4 has 0.0 as a vertex's fourth coordinate");
  }

  /** An L whose corner 3 is the dent: a fan from any corner but 0 and 3 leaves it. */
  @Test
  void aConcaveFaceKeepsItsArea() {
    double[][] points = {{0, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 2}, {0, 2}};
    for (int first = 0; first < 6; first++) {
      for (int direction : new int[] {1, 5}) {
        for (int axis = 0; axis < 3; axis++) {
          StringBuilder file = new StringBuilder("OFF\n6 1 0\n");
          for (int k = 0; k < 6; k++) {
            double[] point = points[(first + direction * k) % 6];
            double[] place = {7, 7, 7};
            place[(axis + 1) % 3] = point[0];
            place[(axis + 2) % 3] = point[1];
            file.append("%s %s %s\n".formatted(place[0], place[1], place[2]));
          }
          Mesh mesh = parse(file + "6 0 1 2 3 4 5\n").mesh();
          // Three squares of area 1, and no triangle over the one that is missing.
          assertThat(area(mesh)).isEqualTo(3);
        }
      }
    }
  }

  @Test
  void aDartOfFourCornersAndAStarOfTenKeepTheirArea() {
    assertThat(area(parse("OFF\n4 1 0\n2 0 0\n0 2 0\n-2 0 0\n0 1 0\n4 0 1 2 3\n").mesh()))
        .isEqualTo(2);
    StringBuilder star = new StringBuilder("OFF\n10 1 0\n");
    for (int k = 0; k < 10; k++) {
      double radius = k % 2 == 0 ? 2 : 0.5;
      double angle = Math.PI * k / 5;
      star.append("%s %s 0\n".formatted(radius * Math.cos(angle), radius * Math.sin(angle)));
    }
    assertThat(area(parse(star + "10 0 1 2 3 4 5 6 7 8 9\n").mesh()))
        .isCloseTo(10 * 0.5 * 2 * 0.5 * Math.sin(Math.PI / 5), within(1e-12));
  }

  @Test
  void aFaceOfManyCornersIsCutOnlyIfConvex() {
    StringBuilder vertices = new StringBuilder();
    StringBuilder face = new StringBuilder("600");
    for (int k = 0; k < 600; k++) {
      double angle = Math.PI * k / 300;
      vertices.append("%.6f %.6f 0\n".formatted(Math.cos(angle), Math.sin(angle)));
      face.append(' ').append(k);
    }
    String disc = "OFF\n600 1 0\n" + vertices + face + "\n";
    assertThat(area(parse(disc).mesh())).isCloseTo(Math.PI, within(1e-4));
    assertThatThrownBy(() -> parse(disc.replaceFirst("1.000000 0.000000", "-0.9 0")))
        .hasMessageContaining("line 603 has a face of 600 corners that is not convex");
  }

  private static double area(Mesh mesh) {
    double area = 0;
    for (int i = 0; i < mesh.triangles(); i++) {
      double[] p = mesh.triangle(i);
      double[] normal = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        int b = (axis + 1) % 3;
        int c = (axis + 2) % 3;
        normal[axis] =
            (p[3 + b] - p[b]) * (p[6 + c] - p[c]) - (p[3 + c] - p[c]) * (p[6 + b] - p[b]);
      }
      area += Math.hypot(Math.hypot(normal[0], normal[1]), normal[2]) / 2;
    }
    return area;
  }

  private static void assertIsBody(OffMesh read) {
    assertThat(read.degenerate()).isZero();
    assertThat(read.mesh().triangles()).isEqualTo(2);
    assertThat(read.mesh().triangle(0)).containsExactly(0, 0, 0, 1, 0, 0, 0, 2, 0);
    assertThat(read.mesh().triangle(1)).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 3);
    assertThat(read.mesh().bounds()).containsExactly(0, 0, 0, 1, 2, 3);
  }

  @Test
  void polygonsBecomeFansAndColoursAndCommentsAreIgnored() {
    OffMesh read =
        parse(
            "OFF\n5 2 0\n0 0 0\n2 0 0 # second\n\n3 1 0\n2 2 0\n0 2 0\n"
                + "5 0 1 2 3 4 255 0 0\n  3 0 1 2 0.5 0.5 0.5 1\n");
    assertThat(read.mesh().triangles()).isEqualTo(4);
    assertThat(read.mesh().triangle(1)).containsExactly(0, 0, 0, 3, 1, 0, 2, 2, 0);
    assertThat(read.mesh().triangle(2)).containsExactly(0, 0, 0, 2, 2, 0, 0, 2, 0);
  }

  @Test
  void aNumberOfManyDigitsKeepsItsExponent() {
    String digits = "1." + "0".repeat(60);
    OffMesh read = parse("OFF\n3 1 0\n0 0 0\n" + digits + "e2 0 0\n0 1 0\n3 0 1 2\n");
    assertThat(read.mesh().triangle(0)[3]).isEqualTo(100);
    String endless = "OFF\n3 1 0\n0 0 0\n" + "0".repeat(500) + " 0 0\n0 1 0\n3 0 1 2\n";
    assertThatThrownBy(() -> parse(endless)).hasMessageContaining("line 4 holds a word of 500");
  }

  @Test
  void moreVerticesOrTrianglesThanMemoryIsMeantForAreRefused() throws IOException {
    String square = "OFF\n4 1 0\n0 0 0\n1 0 0\n1 1 0\n0 1 0\n4 0 1 2 3\n";
    assertThat(parse(square, 8).mesh().triangles()).isEqualTo(2);
    assertThatThrownBy(() -> parse(square, 6))
        .hasMessage("line 2 claims 4 vertices; at most 3 are read");
    String fans = square.replace("4 1 0", "4 9 0") + "4 0 1 2 3\n".repeat(8);
    assertThat(parse(fans, 18).mesh().triangles()).isEqualTo(18);
    assertThatThrownBy(() -> parse(fans, 17))
        .hasMessage("line 15 makes more than 17 triangles, the most that are read");
    assertThatThrownBy(() -> parse(fans, 8))
        .hasMessage("line 2 claims 9 faces; at most 8 are read");
  }

  private static OffMesh parse(String text, int mostTriangles) throws IOException {
    byte[] file = text.getBytes(StandardCharsets.US_ASCII);
    return OffMesh.parse(new ByteArrayInputStream(file), file.length, mostTriangles);
  }

  @Test
  void aFileLongerThanTheBufferIsReadThrough() {
    // Words of every offset cross the buffer's end at one of these lengths.
    for (int blanks = 65_500; blanks < 65_600; blanks++) {
      OffMesh read = parse("OFF\n4 2 0\n" + " ".repeat(blanks) + BODY.replace("0 2 0", "0 22.5 0"));
      assertThat(read.mesh().bounds()).containsExactly(0, 0, 0, 1, 22.5, 3);
    }
  }

  @Test
  void facesWithoutAreaAreLeftOutAndCounted() {
    OffMesh read =
        parse(
            "OFF\n4 6 0\n0 0 0\n1 0 0\n2 0 0\n0 1 0\n"
                + "3 0 1 3\n3 0 1 1\n3 0 1 2\n2 0 1\n1 0\n4 0 1 2 3\n");
    // The quadrilateral's first triangle is flat, its second is not.
    assertThat(read.degenerate()).isEqualTo(5);
    assertThat(read.mesh().triangles()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>|line 1 does not start with OFF",
        "OF|line 1 does not start with OFF",
        "OFFSET;4 2 0|line 1 has \"SET\" where a whole number",
        "NCOFF;4 2 0|line 1 does not start with OFF",
        "4 2 0|line 1 does not start with OFF",
        "OFF BINARY;4 2 0|line 1 says that the mesh is binary; save it as text",
        "4nOFF;4;4 2 0|line 2 has \"4\" where a whole number from 3 to 3",
        "OFF;3 1 0 7;0 0 0;1 0 0;0 1 0;3 0 1 2|line 2 has \"7\" behind the numbers of vertices",
        "OFF;3 1 0;0 0 0 1;1 0 0 1;0 1 0 1;3 0 1 2|line 3 has 1 numbers behind a vertex",
        "OFF;3 1 0;0 0 0;1 0 0 9 9 9;0 1 0;3 0 1 2|line 4 has 3 numbers behind a vertex",
        "NOFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 1 2|line 3 has 0 numbers behind a vertex's coordinates; allowed are 3 to 3",
        "OFF;3 1 0;0 0;1 0 0;0 1 0;3 0 1 2|line 3 ends where another number belongs",
        "OFF;3 1 0;0 0 0 1 0 0 0 1 0;3 0 1 2|line 4 has 1 numbers behind",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 -1.#IND;3 0 1 2|line 5 has \"-1.#IND\"",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 1d;3 0 1 2|line 5 has \"1d\"",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0x1p3;3 0 1 2|line 5 has \"0x1p3\"",
        "OFF;3 1 0;0 0 0;1,5 0 0;0 1 0;3 0 1 2|line 4 has \"1,5\"",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 1 2;3 0 1 2|line 7 goes on after the last of 1 faces",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0;1 1 1;3 0 1 2|line 7 goes on after",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 1 2 1 2 3 4 5|line 6 has 5 numbers behind a face's 3 corners",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 1;2|line 6 ends where another number belongs",
        "OFF|line 1 is the last, and more must follow",
        "OFF;900000000 2 0|line 2 claims 900000000 vertices in a file of 17 bytes",
        "OFF;1 900000000 0|line 2 claims 900000000 faces",
        "OFF;99999999999 1 0|line 2 has \"99999999999\" where a whole number",
        "OFF;-3 1 0|line 2 has \"-3\"",
        "OFF;3 1 0;0 0 0;1 NaN 0;0 1 0;3 0 1 2|line 4 has \"NaN\" where a number",
        "OFF;3 1 0;0 0 0;1 Infinity 0;0 1 0;3 0 1 2|line 4 has \"Infinity\"",
        "OFF;3 1 0;0 0 0;1 1e31 0;0 1 0;3 0 1 2|line 4 has \"1e31\"",
        "OFF;3 1 0;0 0 0;1 x 0;0 1 0;3 0 1 2|line 4 has \"x\"",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 1 3|line 6 has \"3\" where a whole number from 0 to 2",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 -1 2|line 6 has \"-1\"",
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 1|line 6 ends where",
        "OFF;3 2 0;0 0 0;1 0 0;0 1 0;3 0 1 2|line 6 is the last",
        "OFF;3 1 0;0 0 0;1 0 0;2 0 0;3 0 1 2|no triangle with an area among its 1 faces",
        "OFF;3 0 0;0 0 0;1 0 0;2 0 0|no triangle with an area"
      })
  void whatIsNoMeshIsRefusedWithItsLine(String file, String part) {
    assertThatThrownBy(() -> parse(file.replace(';', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }

  private static OffMesh parse(String text) {
    return OffMesh.parse(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
