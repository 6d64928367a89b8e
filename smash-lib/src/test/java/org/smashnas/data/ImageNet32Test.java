package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNet32Test {
  private static final String TRAIN = "imagenet32_train.npz";
  private static final String TEST = "imagenet32_val.npz";
  private static final int PIXELS = 3072;

  @TempDir Path folder;

  @Test
  void oneFileAPartIsReadAndTheHighestLabelOfBothSaysHowManyClasses() throws IOException {
    batch(5, 1, 3).write(folder.resolve(TRAIN));
    batch(7, 4).write(folder.resolve(TEST));
    Dataset data = Datasets.imagenet32(folder);

    assertThat(data.name()).isEqualTo("ImageNet32x32");
    assertThat(data.train().labels()).containsExactly(0, 2);
    assertThat(data.test().labels()).containsExactly(3);
    assertThat(data.train().classNames())
        .containsExactly("class 0001", "class 0002", "class 0003", "class 0004");
    assertThat(data.train().values(1)).hasSize(PIXELS).startsWith(6, 0).endsWith(0, 6);
    assertThat(data.source()).contains("image-net.org");
  }

  @Test
  void theTenOfficialFilesAreReadInTheirOrderAndGiveTheSameAsOne() throws IOException {
    for (int k = 1; k <= 10; k++) {
      batch(10 * k, k, k + 1).writeStored(folder.resolve("train_data_batch_" + k + ".npz"));
    }
    batch(1, 1).write(folder.resolve("val_data.npz"));
    Dataset data = Datasets.imagenet32(folder.resolve("train_data_batch_1.npz"));

    assertThat(data.train().size()).isEqualTo(20);
    assertThat(data.train().label(19)).isEqualTo(10);
    assertThat(data.train().values(19)).startsWith(101, 0);
    assertThat(data.train().values(18)).startsWith(100, 0);
    assertThat(data.train().take(new int[] {19, 2}).values(1)).startsWith(20, 0);

    byte[] all = new byte[20 * PIXELS];
    for (int i = 0; i < 20; i++) {
      System.arraycopy(data.train().values(i), 0, all, i * PIXELS, PIXELS);
    }
    Examples one =
        new Examples(
            "one", data.train().classNames(), List.of(3, 32, 32), all, data.train().labels());
    Normalization normalization = Normalization.of(one);
    assertThat(Normalization.of(data.train())).isEqualTo(normalization);
    assertThat(data.train().atResolution(4).values(13)).isEqualTo(one.atResolution(4).values(13));
    assertThat(firstBatch(data.train(), normalization)).isEqualTo(firstBatch(one, normalization));
  }

  @Test
  void pixelsAreRedGreenAndBluePlanesFromTheTopRow() throws IOException {
    double[] pixels = new double[PIXELS];
    pixels[32] = 200; // red, second row, first column
    pixels[1024 + 31] = 100; // green, first row, last column
    pixels[2048 + 1023] = 50; // blue, last row, last column
    npz(List.of(1, PIXELS), pixels, 1).write(folder.resolve(TRAIN));
    batch(0, 1).write(folder.resolve(TEST));
    Examples train = Datasets.imagenet32(folder).train();

    assertThat(train.image(0).getRGB(0, 1)).isEqualTo(0xffc80000);
    assertThat(train.image(0).getRGB(31, 0)).isEqualTo(0xff006400);
    assertThat(train.image(0).getRGB(31, 31)).isEqualTo(0xff000032);
  }

  @Test
  void classesAreNamedByTheListBesideTheFiles() throws IOException {
    batch(0, 1, 2, 3).write(folder.resolve(TRAIN));
    batch(0, 1).write(folder.resolve(TEST));
    names("n3 3 crane\n\nn1 1 kit_fox\nn2 2 crane\nn9 9 other\n");
    assertThat(Datasets.imagenet32(folder).train().classNames())
        .containsExactly("kit_fox", "crane n2", "crane");

    names("n1 1 kit_fox\nn3 3 crane\n");
    assertFails("map_clsloc.txt has no class 2", "up to class 3");
    names("1 kit_fox\n");
    assertFails("map_clsloc.txt: a line is \"1 kit_fox\"");
    Files.write(folder.resolve("map_clsloc.txt"), new byte[] {(byte) 0xff});
    assertFails("map_clsloc.txt cannot be read");
    Files.write(folder.resolve("map_clsloc.txt"), new byte[4_000_001]);
    assertFails("map_clsloc.txt is larger than 4000000 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001, 2_000_000_000})
  void aLabelOutOfRangeIsRefused(int label) throws IOException {
    batch(0, 1, label).write(folder.resolve(TRAIN));
    assertFails(TRAIN + ": label 1 is " + label, "1 to 1000");
  }

  @ParameterizedTest
  @CsvSource({"2, 1536, 1", "1, 3072, 2", "0, 3072, 0"})
  void shapesThatDoNotFitAreRefused(int pictures, int pixels, int labels) throws IOException {
    npz(List.of(pictures, pixels), new double[pictures * pixels], new int[labels])
        .write(folder.resolve(TRAIN));
    assertFails(TRAIN, "[%d, %d]".formatted(pictures, pixels), "[N, 3072]");
  }

  @Test
  void moreThanAnArrayHoldsIsRefusedBeforeItIsRead() throws IOException {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (%s), }";
    new TinyNpz()
        .with("data", TinyNpz.npy(1, header.formatted("1281167, 3072"), new byte[10]))
        .with("labels", TinyNpz.npy(1, header.formatted("1281167,"), new byte[10]))
        .write(folder.resolve(TRAIN));
    assertFails(TRAIN, "1281167 pictures", "ten official files");

    new TinyNpz()
        .with("data", TinyNpz.npy(1, header.formatted("500000, 3072"), new byte[10]))
        .with("labels", TinyNpz.npy(1, header.formatted("500000,"), new byte[10]))
        .write(folder.resolve(TRAIN));
    assertFails(TRAIN, "more than the file can hold");
  }

  @Test
  void arraysThatAreNotNumbersOrNotThereAreRefused() throws IOException {
    String pickled = "{'descr': '|O', 'fortran_order': False, 'shape': (1, 3072), }";
    batch(0, 1).with("data", TinyNpz.npy(1, pickled, new byte[10])).write(folder.resolve(TRAIN));
    assertFails(TRAIN, "pickled");
    new TinyNpz().with("pictures", "|u1", List.of(1), 0).write(folder.resolve(TRAIN));
    assertFails(TRAIN, "no array data");
    npz(List.of(1, PIXELS), new double[PIXELS], 1)
        .with("data", "<f4", List.of(1, PIXELS), fill(.5))
        .write(folder.resolve(TRAIN));
    assertFails(TRAIN, "0.5", "0 to 255");
  }

  @Test
  void aFileThatIsNoArchiveOrCutIsRefused() throws IOException {
    Path train = batch(0, 1, 2).write(folder.resolve(TRAIN));
    byte[] whole = Files.readAllBytes(train);
    for (int length = 2; length < whole.length; length += 37) {
      Files.write(train, Arrays.copyOf(whole, length));
      assertFails(TRAIN, "truncated or damaged");
    }
    Files.writeString(train, "<html>");
    assertFails(TRAIN, "a web page");
    Files.write(train, new byte[0]);
    assertFails(TRAIN, "is empty");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    assertFails("neither imagenet32_train.npz nor train_data_batch_1.npz", "image-net.org");
    batch(0, 1).write(folder.resolve("train_data_batch_1.npz"));
    assertFails("train_data_batch_2.npz does not exist");
    batch(0, 1).write(folder.resolve(TRAIN));
    assertFails("imagenet32_val.npz does not exist");
  }

  /** Pictures whose first red and last blue value is {@code start} and up, the others 0. */
  private static TinyNpz batch(int start, int... labels) {
    double[] pixels = new double[labels.length * PIXELS];
    for (int i = 0; i < labels.length; i++) {
      pixels[i * PIXELS] = start + i;
      pixels[(i + 1) * PIXELS - 1] = start + i;
    }
    return npz(List.of(labels.length, PIXELS), pixels, labels);
  }

  private static TinyNpz npz(List<Integer> shape, double[] pixels, int... labels) {
    double[] wide = Arrays.stream(labels).asDoubleStream().toArray();
    return new TinyNpz()
        .with("data", "|u1", shape, pixels)
        .with("labels", "<i8", List.of(labels.length), wide);
  }

  private static double[] fill(double value) {
    double[] values = new double[PIXELS];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] firstBatch(Examples examples, Normalization normalization) {
    return new Batches(examples, 16, normalization, Augmentation.standard())
        .shuffled(3)
        .iterator()
        .next()
        .values();
  }

  private void names(String lines) throws IOException {
    Files.writeString(folder.resolve("map_clsloc.txt"), lines);
  }

  private void assertFails(String... parts) {
    assertThatThrownBy(() -> Datasets.imagenet32(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
