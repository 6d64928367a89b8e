package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.files.HeapRoom;

/**
 * What a safetensors file says of its arrays.
 *
 * @param entries the arrays in the order of their values, with no gap between them
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";

  /** Longest header that the format allows, in bytes. */
  private static final long MAX_LENGTH = 100_000_000;

  private static final Map<String, DataType> TYPES =
      Map.of("F32", DataType.FLOAT32, "F64", DataType.FLOAT64, "I64", DataType.INT64);

  /** A size that no array has. */
  private static final long NONE = Long.MAX_VALUE;

  private static final TypeToken<Map<String, JsonElement>> JSON = new TypeToken<>() {};
  private static final TypeToken<Map<String, String>> TEXTS = new TypeToken<>() {};

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /**
   * One array.
   *
   * @param begin first byte of its values, after the header
   * @param size bytes of its values
   */
  record Entry(String name, DataType type, Shape shape, long begin, long size) {}

  /** One array as the header's JSON has it. */
  private record Described(
      String dtype, List<Long> shape, @SerializedName("data_offsets") List<Long> offsets) {}

  /** A header for arrays, 8-byte values first so that all are aligned, then by name. */
  static SafetensorsHeader of(Map<String, NDArray> arrays, Map<String, String> metadata) {
    List<String> names = new ArrayList<>(arrays.keySet());
    names.sort(
        Comparator.<String>comparingInt(n -> -arrays.get(n).getDataType().getNumOfBytes())
            .thenComparing(Comparator.naturalOrder()));
    List<Entry> entries = new ArrayList<>();
    long begin = 0;
    for (String name : names) {
      DataType type = arrays.get(name).getDataType();
      if (!TYPES.containsValue(type) || name.equals(METADATA)) {
        throw new IllegalArgumentException(
            "array %s of type %s cannot be written; types are float32, float64 and int64, and %s is no name"
                .formatted(name, type, METADATA));
      }
      Shape shape = arrays.get(name).getShape();
      long size = shape.size() * type.getNumOfBytes();
      entries.add(new Entry(name, type, shape, begin, size));
      begin += size;
    }
    return new SafetensorsHeader(entries, metadata);
  }

  /** The header as it begins a file, its length before it, padded with spaces to 8 bytes. */
  byte[] bytes() {
    JsonObject json = new JsonObject();
    json.add(METADATA, GSON.toJsonTree(metadata));
    for (Entry entry : entries) {
      JsonObject each = new JsonObject();
      TYPES.forEach(
          (code, type) -> {
            if (type == entry.type()) {
              each.addProperty("dtype", code);
            }
          });
      each.add("shape", GSON.toJsonTree(entry.shape().getShape()));
      each.add(
          "data_offsets", GSON.toJsonTree(List.of(entry.begin(), entry.begin() + entry.size())));
      json.add(entry.name(), each);
    }
    byte[] text = GSON.toJson(json).getBytes(StandardCharsets.UTF_8);
    int length = (text.length + 7) / 8 * 8;
    byte[] bytes = new byte[8 + length];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(text);
    return bytes;
  }

  /** Reads and checks a file's header; the file is then where the values begin. */
  static SafetensorsHeader read(Path file, RandomAccessFile in) throws IOException {
    require(in.length() >= 8, file, "has " + in.length() + " bytes, too few for a header");
    ByteBuffer first = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    in.readFully(first.array());
    long length = first.getLong(0);
    require(
        length >= 0 && length <= MAX_LENGTH,
        file,
        "claims a header of %s bytes, of which the format allows %d"
            .formatted(Long.toUnsignedString(length), MAX_LENGTH));
    long values = in.length() - 8 - length;
    require(values >= 0, file, "is cut short within its header of " + length + " bytes");
    // The text as bytes and as characters, and what is made of it.
    checkRoom(file, 8 * length);
    byte[] text = new byte[(int) length];
    in.readFully(text);
    SafetensorsHeader header = parse(file, new String(text, StandardCharsets.UTF_8));
    long end = 0;
    for (Entry entry : header.entries) {
      require(
          entry.begin() == end,
          file,
          "has array %s from byte %d on, where %d was due: arrays overlap or leave gaps"
              .formatted(entry.name(), entry.begin(), end));
      end += entry.size();
    }
    require(end == values, file, "has " + values + " bytes of values where its header has " + end);
    return header;
  }

  private static SafetensorsHeader parse(Path file, String text) {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new TreeMap<>();
    // The format says so, and Gson would take a list for a map.
    require(text.startsWith("{"), file, "has a header that does not begin with {");
    try {
      for (Map.Entry<String, JsonElement> each : GSON.fromJson(text, JSON).entrySet()) {
        if (each.getKey().equals(METADATA)) {
          metadata.putAll(GSON.fromJson(each.getValue(), TEXTS));
        } else {
          Described described = GSON.fromJson(each.getValue(), Described.class);
          entries.add(entry(file, each.getKey(), described));
        }
      }
    } catch (JsonParseException | NullPointerException e) {
      // Where a part is absent, Gson leaves null.
      throw new IllegalArgumentException(sentence(file, "has a header of another form"), e);
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::size));
    return new SafetensorsHeader(entries, metadata);
  }

  private static Entry entry(Path file, String name, Described described) {
    List<Long> shape = described.shape();
    List<Long> offsets = described.offsets();
    DataType type = TYPES.get(described.dtype());
    require(
        type != null,
        file,
        "has array %s of type %s; types that can be read are F32, F64 and I64"
            .formatted(name, described.dtype()));
    require(offsets.size() == 2, file, "has array %s with offsets %s".formatted(name, offsets));
    long begin = offsets.get(0);
    long size = offsets.get(1) - begin;
    require(
        size == size(shape, type) && size <= Integer.MAX_VALUE,
        file,
        "gives array %s %d bytes for shape %s of type %s, or more than 2 GB"
            .formatted(name, size, shape, described.dtype()));
    long[] axes = shape.stream().mapToLong(axis -> axis).toArray();
    return new Entry(name, type, new Shape(axes), begin, size);
  }

  /** Bytes of a shape's values; {@link #NONE} where there can be no such shape. */
  private static long size(List<Long> shape, DataType type) {
    try {
      long size = type.getNumOfBytes();
      for (long axis : shape) {
        if (axis < 0) {
          return NONE;
        }
        size = Math.multiplyExact(size, axis);
      }
      return size;
    } catch (ArithmeticException e) {
      return NONE;
    }
  }

  /** Refuses a file of which a part takes more memory than there is. */
  static void checkRoom(Path file, long bytes) {
    HeapRoom.lacking(bytes)
        .ifPresent(
            lacks -> {
              throw new IllegalArgumentException(file + " " + lacks);
            });
  }

  private static void require(boolean holds, Path file, String what) {
    if (!holds) {
      throw new IllegalArgumentException(sentence(file, what));
    }
  }

  private static String sentence(Path file, String what) {
    // A damaged header's words may hold anything.
    String printable = what.replaceAll("\\p{Cntrl}", "?");
    return file
        + " "
        + printable
        + "; it is damaged or no safetensors file, so write or fetch it again";
  }
}
