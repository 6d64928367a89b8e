package org.smashnas.table;

import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BufferLayout;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Whether a batch holds as many values as it says: where it does not, Arrow's reader adds missing
 * values and zeros without a word.
 */
final class BatchCheck {
  private BatchCheck() {}

  /**
   * Looks at a batch before it is loaded.
   *
   * @param fields without children
   * @throws IllegalArgumentException if a column has other than the batch's rows, or too few bytes
   */
  static void check(List<Field> fields, ArrowRecordBatch batch) {
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
