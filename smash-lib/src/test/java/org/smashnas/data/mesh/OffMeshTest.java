package org.smashnas.data.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        "OFF\n4 2\n"
      })
  void everyFormOfTheHeaderIsRead(String header) {
    OffMesh read = parse(header + BODY);
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
        "COFF;4 2 0|line 1 does not start with OFF",
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
        "OFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 1|line 6 is the last",
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
    return OffMesh.parse(text.getBytes(StandardCharsets.US_ASCII));
  }
}
