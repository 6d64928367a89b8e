package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
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
    members.put("batches.meta.txt", Archives.bytes("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n"));
    Path given = TinyCifar.folder(folder, members);
    assertThat(Datasets.cifar10(given).train().classNames()).startsWith("a", "b").hasSize(10);

    Files.write(given.resolve("batches.meta.txt"), Archives.bytes("a\nb\n"));
    assertFails(given, "batches.meta.txt", "2 distinct class names");
  }

  @Test
  void ofTwoLabelsCifar100TakesTheFineOneAndItsCoarseVariantTheOther() throws IOException {
    Path given = Archives.folder(folder.resolve("cifar-100-binary"), TinyCifar.hundred());
    Dataset fine = Datasets.cifar100(given);
    Dataset coarse = Datasets.cifar100Coarse(given);

    assertThat(fine.train().labels()).containsExactly(97, 98, 99);
    assertThat(fine.test().labels()).containsExactly(97, 98);
    assertThat(fine.train().classNames()).hasSize(100).contains("fine 99");
    assertThat(coarse.train().labels()).containsExactly(19, 18, 17);
    assertThat(coarse.train().classNames()).hasSize(20).contains("coarse 19");
    assertThat(fine.train().values(2)).startsWith(202, 0);
    assertThat(coarse.train().values(2)).startsWith(202, 0);
    assertThat(fine.name()).isEqualTo("CIFAR-100");
    assertThat(coarse.name()).isEqualTo("CIFAR-100 coarse");
  }

  @Test
  void eachOfCifar100sLabelsHasItsOwnRange() throws IOException {
    Map<String, byte[]> members = TinyCifar.hundred();
    members.get("train.bin")[3074] = 20;
    members.get("test.bin")[1] = 100;
    Path given = Archives.folder(folder.resolve("cifar-100-binary"), members);

    assertFails(() -> Datasets.cifar100(given), given, "record 0 of test.bin", "100", "0 to 99");
    assertFails(
        () -> Datasets.cifar100Coarse(given), given, "record 1 of train.bin", "20", "0 to 19");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Map<String, byte[]> members = TinyCifar.members();
    members.remove("data_batch_4.bin");
    assertFails(TinyCifar.archive(folder, members), "has no data_batch_4.bin");
    assertFails(folder.resolve("nowhere.tar.gz"), "nowhere.tar.gz", "does not exist");

    Map<String, byte[]> hundred = TinyCifar.hundred();
    hundred.remove("fine_label_names.txt");
    Path given = Archives.folder(folder.resolve("cifar-100-binary"), hundred);
    assertFails(() -> Datasets.cifar100(given), given, "has no fine_label_names.txt");
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

  private static void assertFails(Path given, String... parts) {
    assertFails(() -> Datasets.cifar10(given), given, parts);
  }

  private static void assertFails(ThrowingCallable reading, Path given, String... parts) {
    assertThatThrownBy(reading)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(given.toString())
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
