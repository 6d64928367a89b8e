package org.smashnas.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;

/** What Arrow's own readers find in a file, past Tablesaw's idea of what is missing. */
record OnDisk(Schema schema, List<List<Object>> rows, List<Integer> batchRows) {

  static OnDisk file(Path file) throws IOException {
    try (RootAllocator allocator = new RootAllocator();
        ArrowFileReader reader =
            new ArrowFileReader(
                new ByteArrayReadableSeekableByteChannel(Files.readAllBytes(file)), allocator)) {
      return all(reader);
    }
  }

  static OnDisk stream(Path file) throws IOException {
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(new ByteArrayInputStream(Files.readAllBytes(file)), allocator)) {
      return all(reader);
    }
  }

  Map<String, String> metadata() {
    return schema.getCustomMetadata();
  }

  private static OnDisk all(ArrowReader reader) throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    List<List<Object>> rows = new ArrayList<>();
    List<Integer> batchRows = new ArrayList<>();
    while (reader.loadNextBatch()) {
      batchRows.add(root.getRowCount());
      for (int r = 0; r < root.getRowCount(); r++) {
        List<Object> row = new ArrayList<>();
        for (FieldVector vector : root.getFieldVectors()) {
          Object value = vector.getObject(r);
          row.add(value instanceof org.apache.arrow.vector.util.Text ? value.toString() : value);
        }
        rows.add(row);
      }
    }
    return new OnDisk(root.getSchema(), rows, batchRows);
  }
}
