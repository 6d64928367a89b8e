package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;
  private Path file;
  private NDManager manager;

  @BeforeEach
  void open() {
    file = folder.resolve("a.safetensors");
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("c", manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)));
    arrays.put("b", manager.create(new double[] {0.1, -1e300, Double.NaN}, new Shape(3)));
    arrays.put("a", manager.create(new float[] {7}, new Shape()));
    arrays.put("\"é\"", manager.create(new long[] {Long.MIN_VALUE, 9}, new Shape(1, 2, 1)));
    arrays.put("none", manager.zeros(new Shape(0, 4)));
    return arrays;
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Map<String, NDArray> arrays = arrays();
    Map<String, String> metadata = Map.of("format", "pt", "step", "12");
    new Safetensors(arrays, metadata).write(file);
    Safetensors back = Safetensors.read(file, manager);
    assertThat(back.metadata()).isEqualTo(metadata);
    // 8-byte values first, then by name
    assertThat(back.arrays().keySet()).containsExactly("\"é\"", "b", "a", "c", "none");
    arrays.forEach(
        (name, array) -> {
          NDArray read = back.arrays().get(name);
          assertThat(read.getShape()).isEqualTo(array.getShape());
          assertThat(read.getDataType()).isEqualTo(array.getDataType());
          assertThat(read.toByteBuffer()).isEqualTo(array.toByteBuffer());
        });
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Map<String, NDArray> one = Map.of("w", manager.create(new float[] {1.5f, -2}));
    new Safetensors(one, Map.of("k", "<v>")).write(file);
    String header =
        "{\"__metadata__\":{\"k\":\"<v>\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    int length = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + length + 8).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(expected.array(), (byte) ' ');
    expected.putLong(length).put(header.getBytes(StandardCharsets.UTF_8));
    expected.putFloat(8 + length, 1.5f).putFloat(12 + length, -2);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void aSliceIsWrittenWithoutItsSurroundings() {
    NDArray slice = manager.arange(6f).reshape(2, 3).get(":, 1:");
    new Safetensors(Map.of("s", slice), Map.of()).write(file);
    assertThat(Safetensors.read(file, manager).arrays().get("s").toFloatArray())
        .containsExactly(1, 2, 4, 5);
  }

  @Test
  void theOrderOfTheArraysDoesNotChangeTheBytes() throws IOException {
    Map<String, NDArray> arrays = arrays();
    new Safetensors(arrays, Map.of()).write(file);
    byte[] first = Files.readAllBytes(file);
    List<String> names = arrays.keySet().stream().sorted().toList();
    Map<String, NDArray> sorted = new LinkedHashMap<>();
    names.forEach(name -> sorted.put(name, arrays.get(name)));
    new Safetensors(sorted, Map.of()).write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void anArrayOfAnotherTypeIsRefusedAndNothingIsWritten() {
    Map<String, NDArray> arrays = Map.of("mask", manager.zeros(new Shape(1), DataType.INT32));
    assertThatThrownBy(() -> new Safetensors(arrays, Map.of()).write(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mask of type int32")
        .hasMessageContaining("float32, float64 and int64");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing").resolve("a.safetensors");
    assertThatThrownBy(() -> new Safetensors(Map.of(), Map.of()).write(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot write " + missing);
    assertThatThrownBy(() -> Safetensors.read(missing, manager))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot read " + missing);
  }

  @Test
  void aFileCutShortIsRefusedWhereverItEnds() throws IOException {
    new Safetensors(arrays(), Map.of()).write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int end = 0; end < whole.length; end += 3) {
      Files.write(file, Arrays.copyOf(whole, end));
      assertRefused(end < 8 ? "too few for a header" : "");
    }
  }

  @Test
  void bytesAfterTheLastArrayAreRefused() throws IOException {
    writeRaw(one("F32", "[2]", 0, 8), 9);
    assertRefused("has 9 bytes of values where its header has 8");
  }

  @Test
  void aHeaderLongerThanTheFormatAllowsIsRefused() throws IOException {
    for (long length : new long[] {100_000_001, Long.MAX_VALUE, -1}) {
      byte[] bytes = new byte[64];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      Files.write(file, bytes);
      assertRefused("claims a header of " + Long.toUnsignedString(length));
    }
  }

  @Test
  void overlappingArraysAndGapsAreRefused() throws IOException {
    String entry = "'%s': {'dtype': 'F32', 'shape': [2], 'data_offsets': [%d, %d]}";
    for (int begin : new int[] {0, 4, 12}) {
      writeRaw(
          "{" + entry.formatted("a", 0, 8) + "," + entry.formatted("b", begin, begin + 8) + "}",
          16);
      assertRefused("has array b from byte " + begin + " on, where 8 was due");
    }
  }

  @Test
  void anUnknownTypeIsRefused() throws IOException {
    writeRaw(one("BF16", "[2]", 0, 4), 4);
    assertRefused("array a of type BF16; types that can be read are F32, F64 and I64");
  }

  @Test
  void aSizeThatIsNotTheShapesIsRefused() throws IOException {
    writeRaw(one("F32", "[3]", 0, 8), 8);
    assertRefused("gives array a 8 bytes for shape [3]");
    writeRaw(one("F32", "[-2]", 8, 0), 8);
    assertRefused("gives array a -8 bytes for shape [-2]");
    writeRaw(one("F32", "[4611686018427387904, 4]", 0, 0), 0);
    assertRefused("gives array a 0 bytes");
  }

  @Test
  void aHeaderOfAnotherFormIsRefused() throws IOException {
    for (String header :
        List.of(
            "",
            "[]",
            "{'a': 1}",
            "{'a': {}}",
            "{'a': {'dtype': 'F32', 'shape': [null], 'data_offsets': [0, 8]}}",
            "{'a': null}",
            "{'__metadata__': 3}")) {
      writeRaw(header, 0);
      assertRefused("");
    }
  }

  private static String one(String type, String shape, long begin, long end) {
    return "{'a': {'dtype': '%s', 'shape': %s, 'data_offsets': [%d, %d]}}"
        .formatted(type, shape, begin, end);
  }

  private void writeRaw(String header, int values) throws IOException {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + values).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(text.length).put(text).array());
  }

  private void assertRefused(String what) {
    assertThatThrownBy(() -> Safetensors.read(file, manager))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(what)
        .hasMessageContaining("write or fetch it again");
  }
}
