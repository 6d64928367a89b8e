package org.smashnas.table;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
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
      BatchCheck.check(reader.getVectorSchemaRoot().getSchema().getFields(), batch);
    } catch (IOException | RuntimeException e) {
      batch.close();
      throw broken(e);
    }
  }

  private static void check(Map<Long, Dictionary> dictionaries, ArrowDictionaryBatch batch) {
    try {
      Field field = dictionaries.get(batch.getDictionaryId()).getVector().getField();
      BatchCheck.check(List.of(field), batch.getDictionary());
    } catch (RuntimeException e) {
      batch.close();
      throw broken(e);
    }
  }

  private static IllegalArgumentException broken(Exception e) {
    return new IllegalArgumentException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
  }
}
