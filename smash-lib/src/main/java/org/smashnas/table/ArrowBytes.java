package org.smashnas.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Turns rows into the bytes of the Arrow IPC stream and file formats.
 *
 * <p>Everything is put together on the heap first: what reaches the disk is then whole messages,
 * and no native memory outlives a call.
 */
final class ArrowBytes {
  private final List<Column> columns;
  private final Schema schema;

  ArrowBytes(List<Column> columns, Map<String, String> metadata) {
    this.columns = List.copyOf(columns);
    metadata.forEach(
        (key, value) -> {
          if (key == null || value == null) {
            throw new IllegalArgumentException(
                "metadata has %s = %s, but Arrow keeps only strings; leave it out or give a string"
                    .formatted(key, value));
          }
        });
    List<Field> fields =
        columns.stream().map(c -> Field.nullable(c.name(), arrowType(c.type()))).toList();
    this.schema = new Schema(fields, new TreeMap<>(metadata));
  }

  byte[] streamStart() {
    return Seal.message(bytes(out -> MessageSerializer.serialize(new WriteChannel(out), schema)));
  }

  byte[] streamBatch(BufferAllocator allocator, int rows, Cells cells) {
    return Seal.message(
        bytes(
            out -> {
              try (VectorSchemaRoot root = filled(allocator, rows, cells);
                  ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
                MessageSerializer.serialize(new WriteChannel(out), batch);
              }
            }));
  }

  /** A whole file with all rows in one record batch, or with none if there is no row. */
  byte[] file(BufferAllocator allocator, int rows, Cells cells) {
    return Seal.file(
        bytes(
            out -> {
              try (VectorSchemaRoot root = filled(allocator, rows, cells);
                  ArrowFileWriter writer =
                      new ArrowFileWriter(
                          root, new DictionaryProvider.MapDictionaryProvider(), out)) {
                writer.start();
                if (rows > 0) {
                  writer.writeBatch();
                }
                writer.end();
              }
            }));
  }

  private VectorSchemaRoot filled(BufferAllocator allocator, int rows, Cells cells) {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    try {
      root.allocateNew();
      for (int c = 0; c < columns.size(); c++) {
        for (int r = 0; r < rows; r++) {
          set(columns.get(c).type(), root.getVector(c), r, cells.at(r, c));
        }
      }
      root.setRowCount(rows);
      return root;
    } catch (RuntimeException | Error e) {
      root.close();
      throw e;
    }
  }

  private static void set(Type type, FieldVector vector, int row, Object value) {
    if (value == null) {
      vector.setNull(row);
      return;
    }
    switch (type) {
      case STRING ->
          ((VarCharVector) vector).setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
      case INT -> ((IntVector) vector).setSafe(row, (Integer) value);
      case LONG -> ((BigIntVector) vector).setSafe(row, (Long) value);
      case DOUBLE -> ((Float8Vector) vector).setSafe(row, (Double) value);
      case BOOLEAN -> ((BitVector) vector).setSafe(row, ((Boolean) value) ? 1 : 0);
      case INSTANT ->
          ((TimeStampMicroTZVector) vector)
              .setSafe(row, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
      case DATE ->
          ((DateDayVector) vector).setSafe(row, Math.toIntExact(((LocalDate) value).toEpochDay()));
    }
  }

  private static ArrowType arrowType(Type type) {
    return switch (type) {
      case STRING -> new ArrowType.Utf8();
      case INT -> new ArrowType.Int(32, true);
      case LONG -> new ArrowType.Int(64, true);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case BOOLEAN -> new ArrowType.Bool();
      case INSTANT -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
      case DATE -> new ArrowType.Date(DateUnit.DAY);
    };
  }

  private static byte[] bytes(Output output) {
    MemoryChannel out = new MemoryChannel();
    try {
      output.to(out);
    } catch (IOException e) {
      throw new AssertionError("writing to memory does no input or output", e);
    }
    return out.bytes();
  }

  private interface Output {
    void to(MemoryChannel out) throws IOException;
  }

  /** Where the values of a table that is about to be written come from. */
  interface Cells {
    /** The value in the column's own Java class, or null where it is missing; both count from 0. */
    Object at(int row, int column);
  }

  /**
   * A channel into memory.
   *
   * <p>Not {@code Channels.newChannel}: that one throws in a thread which a notebook's stop button
   * has interrupted.
   */
  static final class MemoryChannel implements WritableByteChannel {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    byte[] bytes() {
      return written.toByteArray();
    }

    @Override
    public int write(ByteBuffer source) {
      byte[] chunk = new byte[source.remaining()];
      source.get(chunk);
      written.writeBytes(chunk);
      return chunk.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
