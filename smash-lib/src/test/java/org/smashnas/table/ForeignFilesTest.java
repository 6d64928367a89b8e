package org.smashnas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  /**
   * What pandas 3 and Polars 1 write of one table: Feather's LZ4 and large text, text views, ZSTD.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pandas-lz4.feather",
        "polars.arrow",
        "polars-zstd.arrow",
        "polars-lz4-stream.arrow"
      })
  void whatPandasAndPolarsWriteByDefaultIsRead(String name) throws Exception {
    Table table = Tables.read(resource(name));
    assertThat(table.stringColumn("name").asList())
        .containsExactly("a", "größe 🎉 longer than twelve bytes", "");
    assertThat(table.longColumn("n").asList()).containsExactly(1L, 2L, 3L);
    assertThat(table.doubleColumn("loss").asList()).containsExactly(0.5, null, 1.5);
    assertThat(table.longColumn("seed").asList()).containsExactly(1L, Long.MAX_VALUE, 3L);
    assertThat(table.intColumn("u1").asList()).containsExactly(255, 0, 1);
    assertThat(table.intColumn("u2").asList()).containsExactly(65_535, 0, 1);
    assertThat(table.longColumn("u4").asList()).containsExactly(4_294_967_295L, 0L, 1L);
    assertThat(table.stringColumn("cat").asList()).containsExactly("x", "y", "x");
    assertThat(table.instantColumn("at").get(1)).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
    assertThat(table.instantColumn("at").isMissing(2)).isTrue();
    assertThat(table.booleanColumn("b").asList()).containsExactly(true, false, true);
    assertThat(table.doubleColumn("f4").asList())
        .containsExactly((double) .1f, (double) .2f, (double) .3f);
  }

  @Test
  void dictionaryThatGrowsInAFileIsRefusedAndNotReadAsMissing() throws Exception {
    assertRefused(
        resource("growing-dictionary.arrow"), "column \"c\" has value 2 of a dictionary of 2");
  }

  @Test
  void namesThatTablesawTakesForOneAreRefusedByName() throws IOException {
    Path file = folder.resolve("acc.arrow");
    try (RootAllocator allocator = new RootAllocator();
        TinyIntVector upper = new TinyIntVector("Acc", allocator);
        TinyIntVector lower = new TinyIntVector("acc", allocator)) {
      upper.setSafe(0, 1);
      lower.setSafe(0, 2);
      writeTwice(file, List.of(upper, lower));
    }
    assertRefused(file, "\"Acc\" and \"acc\" have one name to Tablesaw");
  }

  @Test
  void unsignedNumberAboveTheLargestLongIsRefusedByName() throws IOException {
    Path file = folder.resolve("unsigned.arrow");
    try (RootAllocator allocator = new RootAllocator();
        UInt8Vector seed = new UInt8Vector("seed", allocator)) {
      seed.setSafe(0, -1L);
      writeTwice(file, List.of(seed));
    }
    assertRefused(file, "column \"seed\" has 18446744073709551615");
  }

  @Test
  void columnOfATypeThatResultTablesDoNotHaveIsRefusedByName() throws IOException {
    Path file = folder.resolve("local.arrow");
    try (RootAllocator allocator = new RootAllocator();
        TimeStampMicroVector at = new TimeStampMicroVector("at", allocator)) {
      at.setSafe(0, 1L);
      writeTwice(file, List.of(at));
    }
    assertRefused(file, "column \"at\" is Timestamp(MICROSECOND, null)");
  }

  /**
   * Seeded changes of bytes, and cuts: each ends as a table or as the promised exception, and no
   * table has rows beyond those in the file.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pandas-lz4.feather",
        "polars.arrow",
        "polars-zstd.arrow",
        "polars-lz4-stream.arrow"
      })
  void damagedFileIsReadOrRefused(String name) throws Exception {
    byte[] sound = Files.readAllBytes(resource(name));
    Path file = folder.resolve("damaged.arrow");
    Random random = new Random(1);
    for (int i = 0; i < Integer.getInteger("smash.fuzz", 100); i++) {
      byte[] bytes =
          i % 4 == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
      for (int flips = i % 4; flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      Files.write(file, bytes);
      try {
        assertThat(Tables.read(file).rowCount()).isLessThanOrEqualTo(3);
      } catch (UncheckedIOException e) {
        assertThat(e).hasMessageStartingWith("cannot read " + file);
      }
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(ForeignFilesTest.class.getResource(name).toURI());
  }

  private static void assertRefused(Path file, String because) {
    assertThatThrownBy(() -> Tables.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(because);
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
