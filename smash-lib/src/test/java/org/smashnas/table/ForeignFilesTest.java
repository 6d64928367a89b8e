package org.smashnas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Files as pandas and Polars write them. */
class ForeignFilesTest {
  @TempDir Path folder;

  @Test
  void allBatchesOfAFileAndOtherWidthsOfTheTypesAreRead() throws IOException {
    Path file = folder.resolve("polars.arrow");
    try (RootAllocator allocator = new RootAllocator();
        LargeVarCharVector name = new LargeVarCharVector("name", allocator);
        TinyIntVector units = new TinyIntVector("units", allocator);
        Float4Vector loss = new Float4Vector("loss", allocator);
        TimeStampNanoTZVector at = new TimeStampNanoTZVector("at", allocator, "Europe/Berlin")) {
      name.setSafe(0, "größe 🎉".getBytes(StandardCharsets.UTF_8));
      units.setSafe(0, -3);
      loss.setSafe(0, 0.5f);
      at.setSafe(0, 1_500_000_000L);
      writeTwice(file, List.of(name, units, loss, at));
    }
    Table table = Tables.read(file);
    Instant oneAndAHalf = Instant.parse("1970-01-01T00:00:01.500Z");
    assertThat(table.stringColumn("name").asList()).containsExactly("größe 🎉", "größe 🎉");
    assertThat(table.intColumn("units").asList()).containsExactly(-3, -3);
    assertThat(table.doubleColumn("loss").asList()).containsExactly(0.5, 0.5);
    assertThat(table.instantColumn("at").asList()).containsExactly(oneAndAHalf, oneAndAHalf);
  }

  @Test
  void columnOfATypeThatResultTablesDoNotHaveIsRefusedByName() throws IOException {
    Path file = folder.resolve("unsigned.arrow");
    try (RootAllocator allocator = new RootAllocator();
        UInt8Vector seed = new UInt8Vector("seed", allocator)) {
      seed.setSafe(0, 1L);
      writeTwice(file, List.of(seed));
    }
    assertThatThrownBy(() -> Tables.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("column \"seed\" is Int(64, false)");
  }

  private static void writeTwice(Path file, List<FieldVector> vectors) throws IOException {
    vectors.forEach(vector -> vector.setValueCount(1));
    VectorSchemaRoot root =
        new VectorSchemaRoot(vectors.stream().map(FieldVector::getField).toList(), vectors, 1);
    try (OutputStream out = Files.newOutputStream(file);
        ArrowFileWriter writer =
            new ArrowFileWriter(
                root, new DictionaryProvider.MapDictionaryProvider(), Channels.newChannel(out))) {
      writer.start();
      writer.writeBatch();
      writer.writeBatch();
      writer.end();
    }
  }
}
