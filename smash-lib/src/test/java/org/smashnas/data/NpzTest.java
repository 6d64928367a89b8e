package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smashnas.data.NpyHeader.NpyType;

class NpzTest {
  private static final long LIMIT = 1 << 20;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.npz");
  }

  @ParameterizedTest
  @CsvSource({
    "|b1, 0, 1",
    "|u1, 0, 255",
    "|i1, -128, 127",
    "<u2, 0, 65535",
    ">u2, 258, 65535",
    "<i2, -32768, 32767",
    ">i2, -32768, 258",
    "<u4, 0, 4294967295",
    ">u4, 16909060, 4294967295",
    ">i4, -2147483648, 16909060",
    "<u8, 0, 18446744073709549568",
    ">u8, 16909060, 9223372036854775808",
    ">i8, -9007199254740992, 9007199254740991",
    ">f4, -0.5, 3e38",
    ">f8, -0.1, 1e300",
    "<i4, -2147483648, 2147483647",
    "<i8, -9007199254740992, 9007199254740992",
    "<f4, -0.5, 3e38",
    "<f8, -0.1, 1e300"
  })
  void everyTypeIsReadStoredWithZip64AndCompressed(String type, double least, double most)
      throws IOException {
    double last = type.endsWith("f4") ? (float) most : most;
    TinyNpz npz = new TinyNpz().with("x", type, List.of(3), least, 1, most);
    assertThat(values(npz.write(file), "x")).containsExactly(least, 1.0, last);
    assertThat(values(npz.writeStored(file), "x")).containsExactly(least, 1.0, last);
  }

  /** Bit patterns and their values from IEEE 754-2008's table of binary16. */
  @ParameterizedTest
  @CsvSource({
    "0000, 0.0",
    "8000, -0.0",
    "0001, 5.960464477539063e-8",
    "03ff, 6.097555160522461e-5",
    "0400, 6.103515625e-5",
    "3555, 0.333251953125",
    "3c00, 1",
    "c500, -5",
    "7bff, 65504",
    "7c00, Infinity",
    "fc00, -Infinity",
    "7e00, NaN"
  })
  void halfPrecisionIsReadInEitherOrder(String bits, double value) throws IOException {
    byte high = (byte) Integer.parseInt(bits.substring(0, 2), 16);
    byte low = (byte) Integer.parseInt(bits.substring(2), 16);
    String header = "{'descr': '%sf2', 'fortran_order': False, 'shape': (1,)}";
    new TinyNpz()
        .with("x", TinyNpz.npy(1, header.formatted("<"), new byte[] {low, high}))
        .with("y", TinyNpz.npy(1, header.formatted(">"), new byte[] {high, low}))
        .write(file);
    assertThat(values(file, "x")).containsExactly(value);
    assertThat(values(file, "y")).containsExactly(value);
  }

  @Test
  void fortranOrderBecomesCOrder() throws IOException {
    // The same array [[0, 1, 2], [3, 4, 5]], once column after column.
    new TinyNpz()
        .with("c", TinyNpz.npy(1, "|u1", false, List.of(2, 3), 0, 1, 2, 3, 4, 5))
        .with("f", TinyNpz.npy(1, "|u1", true, List.of(2, 3), 0, 3, 1, 4, 2, 5))
        // a[i][j][k] = 100 i + 10 j + k, i fastest.
        .with("g", TinyNpz.npy(1, ">i2", true, List.of(2, 1, 2), 0, 100, 1, 101))
        .write(file);
    try (Npz npz = new Npz(file, LIMIT)) {
      assertThat(npz.rows("f", 6)[0])
          .isEqualTo(npz.rows("c", 6)[0])
          .containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(npz.ints("g")).containsExactly(0, 1, 100, 101);
    }
  }

  @Test
  void namesShapesAndValuesAreThoseOfTheFile() throws IOException {
    TinyNpz npz =
        new TinyNpz()
            .with("data", "|u1", List.of(2, 3), 0, 1, 2, 253, 254, 255)
            .with("labels", "<i8", List.of(2), 7, -9);
    try (Npz read = new Npz(npz.write(file), LIMIT)) {
      assertThat(read.names()).containsExactly("data", "labels");
      assertThat(read.header("data").shape()).containsExactly(2, 3);
      assertThat(read.header("labels").type()).isEqualTo(NpyType.INT64);
      assertThat(read.rows("data", 6)[0]).containsExactly(0, 1, 2, -3, -2, -1);
      assertThat(read.ints("labels")).containsExactly(7, -9);
    }
  }

  @Test
  void anArrayOfManyBuffersKeepsItsOrder() throws IOException {
    double[] values = new Random(1).ints(50_000, 0, 1000).asDoubleStream().toArray();
    Path written = new TinyNpz().with("x", "<i4", List.of(50_000), values).write(file);
    try (Npz read = new Npz(written, LIMIT)) {
      assertThat(Arrays.stream(read.ints("x")).asDoubleStream().toArray()).isEqualTo(values);
    }
  }

  @Test
  void versionsTwoAndThreeAPython2ShapeAndASingleNumberAreRead() throws IOException {
    TinyNpz npz =
        new TinyNpz()
            .with("two", TinyNpz.npy(2, "<i2", false, List.of(2), 5, 6))
            .with("three", TinyNpz.npy(3, "<i2", true, List.of(1, 2, 1), 7, 8))
            .with("one", "<f8", List.of(), 0.25)
            .with("none", "<f8", List.of(0, 4))
            .with(
                "old",
                TinyNpz.npy(
                    1, "{'shape': (2L,), 'fortran_order': False, 'descr': '|u1'}", bytes("ab")));
    npz.write(file);
    assertThat(values(file, "two")).containsExactly(5.0, 6.0);
    assertThat(values(file, "three")).containsExactly(7.0, 8.0);
    assertThat(values(file, "one")).containsExactly(0.25);
    assertThat(values(file, "none")).isEmpty();
    assertThat(values(file, "old")).containsExactly((double) 'a', (double) 'b');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}; pickled Python objects",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}; type <c8",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (1,)}; type |f4",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (1,)}; type <f16",
        "{'descr': '', 'fortran_order': False, 'shape': (1,)}; has type ",
        "{'descr': '<U3', 'fortran_order': False, 'shape': (1,)}; type <U3",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}; not understood",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}; not understood",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}; any array can hold",
        "{'descr': '<f4', 'fortran_order': False,"
            + " 'shape': (2147483647, 2147483647, 2147483647)}; any array can hold",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000,)}; claims 1000000 elements",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (260000,)}; more than the file can hold",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (5,)}; ends before its last element",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}; more than its header says",
        "nothing; not understood"
      })
  void aHeaderThatCannotBeHonouredIsRefused(String header, String part) throws IOException {
    new TinyNpz().with("x", TinyNpz.npy(1, header, new byte[16])).write(file);
    assertFails("x", part);
  }

  @Test
  void aMemberThatIsNoArrayIsRefused() throws IOException {
    byte[] long2 = TinyNpz.npy(2, "<f4", false, List.of(1), 1);
    long2[11] = 1; // a header of 16 MB
    byte[] version9 = TinyNpz.npy(1, "<f4", false, List.of(1), 1);
    version9[6] = 9;
    new TinyNpz()
        .with("text", bytes("<html>404</html>"))
        .with("short", bytes("abc"))
        .with("long", long2)
        .with("nine", version9)
        .write(file);
    assertFails("text", "array text is no NumPy array");
    assertFails("short", "ends within its header");
    assertFails("long", "has a header of 167");
    assertFails("nine", "has version 9");
    assertFails("absent", "has no array absent but [long, nine, short, text]");
  }

  @Test
  void somethingElseThanAZipIsRefused() throws IOException {
    assertFails("x", "does not exist");
    Files.write(file, bytes("<!DOCTYPE html>"));
    assertFails("x", "is no .npz file but a web page");
    Files.write(file, new byte[] {'P'});
    assertFails("x", "is no .npz file but something else");
    Files.write(file, new byte[0]);
    assertFails("x", "is empty");
    new TinyNpz().write(file);
    assertFails("x", "has no array x but []");
  }

  @Test
  void aFileCutAnywhereOrWithADamagedByteIsRefused() throws IOException {
    double[] noise = new Random(1).doubles(200).toArray();
    new TinyNpz().with("x", "<f8", List.of(200), noise).write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 2; length < whole.length; length += 61) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertFails("x", "truncated or damaged");
    }
    new TinyNpz().with("x", "<f8", List.of(200), noise).writeStored(file);
    whole = Files.readAllBytes(file);
    whole[whole.length / 2] ^= 1;
    Files.write(file, whole);
    assertFails("x", "checksum is wrong");
  }

  @Test
  void narrowingRefusesWhatDoesNotFit() throws IOException {
    new TinyNpz()
        .with("x", "<f4", List.of(2), 3, 0.5)
        .with("y", "<i2", List.of(2), 3, 256)
        .with("z", "<f8", List.of(1), Double.NaN)
        .write(file);
    try (Npz npz = new Npz(file, LIMIT)) {
      assertThatThrownBy(() -> npz.ints("x")).hasMessageContaining("array x has 0.5 at index 1");
      assertThatThrownBy(() -> npz.rows("y", 2)).hasMessageContaining("from 0 to 255");
      assertThatThrownBy(() -> npz.ints("z")).hasMessageContaining("has NaN at index 0");
    }
  }

  private void assertFails(String name, String part) {
    assertThatThrownBy(() -> values(file, name))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }

  private static List<Double> values(Path file, String name) {
    List<Double> values = new ArrayList<>();
    try (Npz npz = new Npz(file, LIMIT)) {
      npz.read(name, (index, value) -> values.add(value));
    }
    return values;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
