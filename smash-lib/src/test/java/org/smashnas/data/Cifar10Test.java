package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  @TempDir Path folder;

  @Test
  void anArchiveGivesItsBatchesInTheirOrderWhateverTheirSizes() throws IOException {
    Dataset data = Datasets.cifar10(TinyCifar.archive(folder, TinyCifar.members()));

    assertThat(data.train().labels()).containsExactly(1, 2, 3, 3, 4, 5, 4, 5, 5);
    assertThat(data.test().labels()).containsExactly(6, 7, 8, 9);
    assertThat(data.train().shape()).containsExactly(3, 32, 32);
    assertThat(data.train().values(8))
        .isEqualTo(Arrays.copyOfRange(TinyCifar.batch(5, 1), 1, 3073));
    assertThat(data.train().classNames()).startsWith("airplane", "automobile").endsWith("truck");
    assertThat(data.name()).isEqualTo("CIFAR-10");
    assertThat(data.source()).contains("cifar-10-binary.tar.gz").contains("cs.toronto.edu");
  }

  @Test
  void aFolderGivesTheSameAsTheArchive() throws IOException {
    Dataset data = Datasets.cifar10(TinyCifar.folder(folder, TinyCifar.members()));

    assertThat(data.train().labels()).containsExactly(1, 2, 3, 3, 4, 5, 4, 5, 5);
    assertThat(data.test().values(3)).startsWith(9, 10, 11);
  }

  @Test
  void pixelsAreRedGreenAndBluePlanesFromTheTopRow() throws IOException {
    Map<String, byte[]> members = TinyCifar.members();
    byte[] record = new byte[TinyCifar.RECORD];
    record[1 + 32] = (byte) 200; // red, second row, first column
    record[1 + 1024 + 31] = 100; // green, first row, last column
    record[1 + 2048 + 1023] = 50; // blue, last row, last column
    members.put("data_batch_1.bin", record);
    Examples train = Datasets.cifar10(TinyCifar.folder(folder, members)).train();

    assertThat(train.image(0).getRGB(0, 1)).isEqualTo(0xffc80000);
    assertThat(train.image(0).getRGB(31, 0)).isEqualTo(0xff006400);
    assertThat(train.image(0).getRGB(31, 31)).isEqualTo(0xff000032);
  }

  @Test
  void classNamesComeFromTheMetaFileIfThereIsOne() throws IOException {
    Map<String, byte[]> members = TinyCifar.members();
    members.put("batches.meta.txt", bytes("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n"));
    Path given = TinyCifar.folder(folder, members);
    assertThat(Datasets.cifar10(given).train().classNames()).startsWith("a", "b").hasSize(10);

    Files.write(given.resolve("batches.meta.txt"), bytes("a\nb\n"));
    assertFails(given, "batches.meta.txt", "2 distinct class names");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Map<String, byte[]> members = TinyCifar.members();
    members.remove("data_batch_4.bin");
    assertFails(TinyCifar.archive(folder, members), "has no data_batch_4.bin");
    assertFails(folder.resolve("nowhere.tar.gz"), "nowhere.tar.gz", "does not exist");
  }

  @Test
  void aRecordLengthThatDoesNotDivideIsRefused() throws IOException {
    Map<String, byte[]> members = TinyCifar.members();
    members.put("test_batch.bin", new byte[TinyCifar.RECORD + 1]);
    assertFails(TinyCifar.archive(folder, members), "test_batch.bin has 3074 bytes", "3073");
    members.put("test_batch.bin", new byte[0]);
    assertFails(TinyCifar.folder(folder, members), "test_batch.bin has 0 bytes");
  }

  @Test
  void aLabelOutOfRangeIsRefused() throws IOException {
    Map<String, byte[]> members = TinyCifar.members();
    members.get("data_batch_3.bin")[2 * TinyCifar.RECORD] = (byte) 0xff;
    assertFails(
        TinyCifar.archive(folder, members), "record 2 of data_batch_3.bin has label 255", "0 to 9");
  }

  @Test
  void anArchiveCutAnywhereIsRefused() throws IOException {
    Map<String, byte[]> members = TinyCifar.members();
    byte[] noise = new byte[5 * TinyCifar.RECORD];
    new Random(1).nextBytes(noise);
    members.put("readme.html", noise);
    Path archive = TinyCifar.archive(folder, members);
    byte[] whole = Files.readAllBytes(archive);
    for (int length = 2; length < whole.length; length += 997) {
      Files.write(archive, Arrays.copyOf(whole, length));
      assertFails(archive, "truncated or damaged");
    }
    Files.write(archive, Arrays.copyOf(whole, whole.length - 1));
    assertFails(archive, "truncated or damaged");
  }

  @Test
  void anArchiveWithADamagedByteIsRefused() throws IOException {
    Path archive = TinyCifar.archive(folder, TinyCifar.members());
    byte[] whole = Files.readAllBytes(archive);
    whole[whole.length - 6] ^= 1; // in the checksum, after the last file
    Files.write(archive, whole);
    assertFails(archive, "truncated or damaged");
  }

  @Test
  void somethingElseThanAnArchiveIsRefused() throws IOException {
    Path file = folder.resolve("cifar-10-binary.tar.gz");
    Files.write(file, bytes("<!DOCTYPE html><title>404</title>"));
    assertFails(file, "is no tar.gz archive but a web page");
    Files.write(file, bytes("PK"));
    assertFails(file, "is no tar.gz archive but something else");
    Files.write(file, new byte[0]);
    assertFails(file, "is empty");
    assertFails(TinyCifar.archive(folder, Map.of()), "an archive without a file");
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
      zipped.write("<html>".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    assertFails(file, "truncated or damaged");
  }

  @Test
  void aSizeThatTheHeaderClaimsIsNotTrusted() throws IOException {
    Path archive = folder.resolve("cifar-10-binary.tar.gz");
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(archive))) {
      zipped.write(TinyCifar.header("data_batch_1.bin", 8_000_000_000L));
      zipped.write(new byte[4096]);
    }
    assertFails(archive, "truncated or damaged");
  }

  @Test
  void aFileLargerThanTheLimitIsRefusedBeforeItIsRead() throws IOException {
    Path archive = TinyCifar.archive(folder, TinyCifar.members());
    assertThatThrownBy(() -> Members.read(archive, TinyCifar.members().keySet(), 2 * 3073))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("test_batch.bin is larger than 6146 bytes");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertFails(Path given, String... parts) {
    assertThatThrownBy(() -> Datasets.cifar10(given))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(given.toString())
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
