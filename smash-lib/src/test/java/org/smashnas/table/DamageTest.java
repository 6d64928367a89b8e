package org.smashnas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrow has no checksums; what these find was read as other numbers before there were seals. */
class DamageTest {
  private static final int PLACES = 100;
  private static final int ROWS = 12;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("id", Type.STRING),
          new Column("seed", Type.LONG),
          new Column("error", Type.DOUBLE),
          new Column("epoch", Type.INT),
          new Column("moved", Type.BOOLEAN));

  @TempDir private Path folder;

  private final List<byte[]> growing = new ArrayList<>();
  private byte[] closed;

  private Path write() throws IOException {
    Path file = folder.resolve("t.arrow");
    try (TableWriter writer = TableWriter.create(file, COLUMNS, Map.of("network", "A"))) {
      growing.add(Files.readAllBytes(file));
      for (int r = 0; r < ROWS; r++) {
        writer.append("network " + r, 7L * r, r % 3 == 0 ? null : 1.0 / (r + 1), r, r % 2 == 0);
        growing.add(Files.readAllBytes(file));
      }
    }
    closed = Files.readAllBytes(file);
    return file;
  }

  @Test
  void aFlippedBitIsRefusedOrReadsTheSameInATableThatGrowsAndInOneThatIsClosed()
      throws IOException {
    Path file = write();
    String rows = content(file);
    SplittableRandom random = new SplittableRandom(1);
    for (byte[] whole : List.of(growing.get(ROWS), closed)) {
      int refused = 0;
      for (int i = 0; i < PLACES; i++) {
        byte[] wrong = whole.clone();
        wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, wrong);
        try {
          assertThat(content(file)).isEqualTo(rows);
        } catch (UncheckedIOException e) {
          assertThat(e).hasMessageStartingWith("cannot read " + file + " as a result table: ");
          refused++;
        }
      }
      assertThat(refused).isGreaterThan(9 * PLACES / 10);
    }
  }

  @Test
  void aFlippedBitAnywhereInTheLastRowIsNotTakenForACrash() throws IOException {
    Path file = write();
    byte[] whole = growing.get(ROWS);
    for (int at = growing.get(ROWS - 1).length; at < whole.length; at++) {
      byte[] wrong = whole.clone();
      wrong[at] ^= (byte) (1 << at % 8);
      Files.write(file, wrong);
      assertThatThrownBy(() -> Tables.read(file))
          .as("byte %d", at)
          .hasMessageContaining("batch 12");
    }
  }

  @Test
  void aTableThatGrowsAndIsCutHasTheRowsBeforeTheCutAndAClosedOneIsRefused() throws IOException {
    Path file = write();
    SplittableRandom random = new SplittableRandom(2);
    byte[] stream = growing.get(ROWS);
    for (int i = 0; i < PLACES; i++) {
      int schema = growing.get(0).length;
      int cut = schema + random.nextInt(stream.length - schema);
      long rows = growing.stream().filter(g -> g.length <= cut).count() - 1;
      Files.write(file, Arrays.copyOf(stream, cut));
      assertThat(Tables.read(file).rowCount()).isEqualTo((int) rows);
      Files.write(file, Arrays.copyOf(closed, random.nextInt(closed.length)));
      assertThatThrownBy(() -> Tables.read(file)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void whatALossOfPowerLeavesOfTheLastRowIsDroppedAndItIsZerosFromASectorOn() throws IOException {
    Path file = write();
    byte[] stream = growing.get(ROWS);
    // As large as the row makes the file, but without what it wrote.
    Files.write(file, Arrays.copyOf(growing.get(ROWS - 1), stream.length));
    assertThat(Tables.read(file).rowCount()).isEqualTo(ROWS - 1);
    byte[] torn = Arrays.copyOf(stream, (stream.length + 511) / 512 * 512 + 512);
    assertThat(growing.get(ROWS - 1).length).isLessThan(stream.length - 64);
    Files.write(file, torn);
    assertThat(Tables.read(file).rowCount()).isEqualTo(ROWS);
  }

  @Test
  void aTableOfBeforeThereWereSealsIsRead() throws IOException {
    Path file = write();
    String rows = content(file);
    Files.write(file, withoutSeals(growing.get(ROWS)));
    assertThat(content(file)).isEqualTo(rows);
    Files.write(file, Arrays.copyOf(withoutSeals(growing.get(ROWS)), 2000));
    assertThat(Tables.read(file).rowCount()).isPositive().isLessThan(ROWS);
  }

  /** The stream as Arrow alone writes it. */
  private byte[] withoutSeals(byte[] stream) {
    byte[] bare = new byte[stream.length - Seal.BYTES * (ROWS + 1)];
    int to = 0;
    for (int m = 0; m <= ROWS; m++) {
      int begin = m == 0 ? 0 : growing.get(m - 1).length;
      int end = growing.get(m).length;
      ByteBuffer message = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
      int metadata = message.getInt(begin + 4) - Seal.BYTES;
      System.arraycopy(stream, begin, bare, to, 8 + metadata);
      ByteBuffer.wrap(bare).order(ByteOrder.LITTLE_ENDIAN).putInt(to + 4, metadata);
      to += 8 + metadata;
      int body = begin + 8 + metadata + Seal.BYTES;
      System.arraycopy(stream, body, bare, to, end - body);
      to += end - body;
    }
    return bare;
  }

  private static String content(Path file) {
    return Tables.metadata(file) + "\n" + Tables.read(file).printAll();
  }
}
