package org.smashnas.table;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BufferLayout;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;

/** Arrow's readers of both formats, with batches checked before they are loaded. */
final class CheckedReaders {
  /** Named, since Arrow's own look-up asks the class loader of whatever thread comes first. */
  private static final CompressionCodec.Factory COMPRESSION = CommonsCompressionFactory.INSTANCE;

  private CheckedReaders() {}

  static ArrowReader file(byte[] bytes, BufferAllocator allocator) {
    return new ArrowFileReader(
        new ByteArrayReadableSeekableByteChannel(bytes), allocator, COMPRESSION) {
      @Override
      protected void loadRecordBatch(ArrowRecordBatch batch) {
        check(this, batch);
        super.loadRecordBatch(batch);
      }

      @Override
      protected void loadDictionary(ArrowDictionaryBatch batch) {
        check(dictionaries, batch);
        super.loadDictionary(batch);
      }
    };
  }

  static ArrowReader stream(byte[] bytes, BufferAllocator allocator) {
    return new ArrowStreamReader(
        new ByteArrayReadableSeekableByteChannel(bytes), allocator, COMPRESSION) {
      @Override
      protected void loadRecordBatch(ArrowRecordBatch batch) {
        check(this, batch);
        super.loadRecordBatch(batch);
      }

      @Override
      protected void loadDictionary(ArrowDictionaryBatch batch) {
        check(dictionaries, batch);
        super.loadDictionary(batch);
      }
    };
  }

  private static void check(ArrowReader reader, ArrowRecordBatch batch) {
    try {
      check(reader.getVectorSchemaRoot().getSchema().getFields(), batch);
    } catch (IOException | RuntimeException e) {
      batch.close();
      throw broken(e);
    }
  }

  private static void check(Map<Long, Dictionary> dictionaries, ArrowDictionaryBatch batch) {
    try {
      Field field = dictionaries.get(batch.getDictionaryId()).getVector().getField();
      check(List.of(field), batch.getDictionary());
    } catch (RuntimeException e) {
      batch.close();
      throw broken(e);
    }
  }

  private static IllegalArgumentException broken(Exception e) {
    return new IllegalArgumentException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
  }

  /**
   * Looks at a batch before it is loaded: where it holds fewer values than it says, Arrow's reader
   * adds missing values and zeros without a word.
   *
   * @param fields without children
   * @throws IllegalArgumentException if a column has other than the batch's rows, or too few bytes
   */
  private static void check(List<Field> fields, ArrowRecordBatch batch) {
    Iterator<ArrowFieldNode> nodes = batch.getNodes().iterator();
    Iterator<ArrowBuf> buffers = batch.getBuffers().iterator();
    List<Long> counts = batch.getVariadicBufferCounts();
    Iterator<Long> variadic = counts == null ? List.<Long>of().iterator() : counts.iterator();
    boolean compressed =
        batch.getBodyCompression().getCodec() != CompressionUtil.CodecType.NO_COMPRESSION.getType();
    for (Field field : fields) {
      ArrowFieldNode node = nodes.next();
      if (node.getLength() != batch.getLength()) {
        throw new IllegalArgumentException(
            "column \"%s\" has %d values in a batch of %d rows"
                .formatted(field.getName(), node.getLength(), batch.getLength()));
      }
      for (BufferLayout layout : TypeLayout.getTypeLayout(field.getType()).getBufferLayouts()) {
        long has = bytes(buffers.next(), compressed);
        long needs = needs(layout, field.getType(), node);
        if (has < needs) {
          throw new IllegalArgumentException(
              "column \"%s\" has %d of the %d bytes that its values need"
                  .formatted(field.getName(), has, needs));
        }
      }
      if (field.getType() instanceof ArrowType.Utf8View) {
        for (long left = variadic.next(); left > 0; left--) {
          buffers.next();
        }
      }
    }
  }

  private static long bytes(ArrowBuf buffer, boolean compressed) {
    if (!compressed || buffer.writerIndex() == 0) {
      return buffer.writerIndex();
    }
    long length = buffer.getLong(0);
    return length == CompressionUtil.NO_COMPRESSION_LENGTH
        ? buffer.writerIndex() - CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH
        : length;
  }

  private static long needs(BufferLayout layout, ArrowType type, ArrowFieldNode node) {
    long rows = node.getLength();
    boolean text = type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8;
    long values =
        switch (layout.getType()) {
          case VALIDITY -> node.getNullCount() == 0 ? 0 : rows;
          case OFFSET -> rows == 0 ? 0 : rows + 1;
          case DATA -> text ? 0 : rows;
          default -> rows;
        };
    long bits = Math.multiplyExact(values, (long) layout.getTypeBitWidth());
    return bits / Byte.SIZE + (bits % Byte.SIZE == 0 ? 0 : 1);
  }
}
