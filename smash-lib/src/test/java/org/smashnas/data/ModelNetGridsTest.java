package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smashnas.data.DataLocation.DataFolders;

class ModelNetGridsTest {
  /** Where cell x = 1, y = 2, z = 7 of 8 goes: 12 empty cells before, and z turned over. */
  private static final int PLACE = ((12 + 2) * 32 + 12 + 0) * 32 + 12 + 1;

  private static final int CELL = (1 * 8 + 2) * 8 + 7;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("modelnet10.npz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8 8 8", "1 8 8 8", "8 8 8 1"})
  void gridsArePaddedEvenlyWithTheirTopInRowZero(String sides) throws IOException {
    List<Integer> shape = Arrays.stream(("1 " + sides).split(" ")).map(Integer::valueOf).toList();
    for (double[] values : new double[][] {{0, 1}, {-1, 5}, {0, 255}}) {
      double[] grid = new double[512];
      Arrays.fill(grid, values[0]);
      grid[CELL] = values[1];
      new TinyNpz()
          .with("X_train", "<f4", shape, grid)
          .with("y_train", "<i8", List.of(1), 4)
          .with("X_test", "<f4", shape, grid)
          .with("y_test", "<i8", List.of(1), 9)
          .write(file);
      Dataset data = Datasets.modelnet10(file);

      assertThat(data.train().shape()).containsExactly(1, 32, 32, 32);
      assertThat(occupied(data.train(), 0)).containsExactly(PLACE);
      assertThat(data.train().values(0)[PLACE]).isEqualTo((byte) 255);
      assertThat(data.train().classNames().get(data.train().label(0))).isEqualTo("dresser");
      assertThat(data.test().classNames().get(data.test().label(0))).isEqualTo("toilet");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x_train, y_train, x_test, y_test",
    "train_x, train_y, test_x, test_y",
    "features_train, targets_train, features_test, targets_test",
    "trainData, trainLabels, testData, testLabels"
  })
  void theUsualNamesAreUnderstood(String a, String b, String c, String d) throws IOException {
    tiny(a, b, c, d).write(file);
    assertThat(Datasets.modelnet10(file).train().labels()).containsExactly(3, 5);
  }

  @Test
  void emptyGridsAreDroppedAndCountedAndRepeatsAreKeptUntilAskedOtherwise() throws IOException {
    tiny("X_train", "y_train", "X_test", "y_test").write(file);
    Dataset data = Datasets.modelnet10(file);

    assertThat(data.train().labels()).containsExactly(3, 5);
    assertThat(data.test().labels()).containsExactly(3, 0);
    assertThat(data.source())
        .startsWith("modelnet10.npz, https://modelnet.cs.princeton.edu")
        .contains("left out as empty: 1 training, 0 test; ")
        .contains("test grids that equal a training grid: 1");
    assertThat(data.testRepeats()).isEqualTo(1);
    Dataset clean = data.withoutTestRepeats();
    assertThat(clean.test().labels()).containsExactly(0);
    assertThat(clean.train()).isSameAs(data.train());
    assertThat(clean.source()).contains("without 1 test examples that equal a training example");
    assertThat(clean.withoutTestRepeats()).isSameAs(clean);
  }

  @Test
  void aLowerResolutionKeepsPartialOccupancyForTheVoxelNormalization() throws IOException {
    tiny("X_train", "y_train", "X_test", "y_test").write(file);
    Examples half = Datasets.modelnet10(file).train().atResolution(16);
    int cell = (7 * 16 + 6) * 16 + 6;
    assertThat(half.values(0)[cell]).isEqualTo((byte) 32); // 255 / 8

    float[] value = Normalization.voxels().table()[0];
    assertThat(value[0]).isEqualTo(-1f);
    assertThat(value[255]).isCloseTo(5f, within(1e-6f));
    assertThat(value[51]).isCloseTo(0.2f, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aCellThatIsNoNumberIsRefused(double value) throws IOException {
    double[] grid = grid(0);
    grid[5] = value;
    assertRefused(
        new TinyNpz()
            .with("X_train", "<f4", List.of(1, 8, 8, 8), grid)
            .with("y_train", "|u1", List.of(1), 0)
            .with("X_test", "<f4", List.of(1, 8, 8, 8), grid(0))
            .with("y_test", "|u1", List.of(1), 0),
        "array X_train has " + value + " at index 5; a cell is a finite number");
  }

  @Test
  void arraysThatAreNotReadAreNamed() throws IOException {
    tiny("X_train", "y_train", "X_test", "y_test").with("X_val", "|u1", List.of(1), 1).write(file);
    assertThat(Datasets.modelnet10(file).source()).contains("; not read: 1 (X_val)");
  }

  @Test
  void wrongContentsAreRefused() throws IOException {
    double[] grid = grid(0);
    assertRefused(new TinyNpz().with("data", "|u1", List.of(1, 8, 8, 8), grid), "arrays [data]");
    assertRefused(
        tiny("X_train", "y_train", "X_test", "y_test").with("x_train", "|u1", List.of(1), 1),
        "has [X_train, x_train] as train part's grids");
    assertRefused(train(List.of(512), grid, 1), "shape [512]");
    assertRefused(train(List.of(), new double[1], 1), "shape []");
    assertRefused(train(List.of(1, 8, 8, 4), new double[256], 1), "shape [1, 8, 8, 4]");
    assertRefused(train(List.of(1, 2, 2, 2), new double[8], 1), "of side 8 to 32");
    assertRefused(train(List.of(0, 8, 8, 8), new double[0]), "1 to 20000 cubes");
    assertRefused(train(List.of(1, 8, 8, 8), grid, 1, 2), "array y_train has 2 labels for 1 grids");
    assertRefused(train(List.of(1, 8, 8, 8), grid, 10), "label 10 at index 0; allowed are 0 to 9");
    assertRefused(train(List.of(1, 8, 8, 8), grid, 0.5), "has 0.5 at index 0");
    assertRefused(train(List.of(2, 8, 8, 8), grid, 1, 2), "ends before its last element");
    assertRefused(train(List.of(60_000, 8, 8, 8), grid, 1), "1 to 20000 cubes");
    assertRefused(
        train(List.of(20_000, 8, 8, 8), grid, new double[20_000]), "more than the file can hold");
    Files.write(file, "<html>".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Datasets.modelnet10(file)).hasMessageContaining("a web page");
  }

  @Test
  void aFolderOfDataIsSearched() throws IOException {
    DataFolders folders = new DataFolders(folder.toString(), folder);
    assertThat(Datasets.MODELNET10.find(folders)).isEmpty();
    assertThat(Datasets.MODELNET10.missing(folders))
        .contains("data.sh modelnet10", folder.toString(), "SMASH_DATA", "furniture()")
        .doesNotContain("\n");
    tiny("X_train", "y_train", "X_test", "y_test").write(file);
    assertThat(Datasets.MODELNET10.find(folders)).contains(file);
  }

  @Test
  void theUsersOwnGridsAreWhole() {
    assumeTrue(System.getenv("SMASH_DATA") != null, "SMASH_DATA is not set: no real data to read");
    Path own = Path.of(System.getenv("SMASH_DATA"), "modelnet10.npz");
    assumeTrue(Files.exists(own), "SMASH_DATA is set but holds no modelnet10.npz");
    Dataset data = Datasets.modelnet10(own);

    assertThat(data.train().size()).isEqualTo(3984);
    assertThat(data.test().size()).isEqualTo(907);
    assertThat(data.train().countsByClass()).containsEntry("bathtub", 101).hasSize(10);
    assertThat(data.testRepeats()).isEqualTo(71);
  }

  /** Training grids of labels 3, 2 (empty) and 5, test grids of labels 3 (a repeat) and 0. */
  private static TinyNpz tiny(String x, String y, String testX, String testY) {
    double[] train = new double[3 * 512];
    train[CELL] = 1;
    train[2 * 512 + 5] = 1;
    double[] test = new double[2 * 512];
    test[CELL] = 1;
    test[512] = 1;
    return new TinyNpz()
        .with(x, "|u1", List.of(3, 8, 8, 8), train)
        .with(y, "<i4", List.of(3), 3, 2, 5)
        .with(testX, "|u1", List.of(2, 8, 8, 8), test)
        .with(testY, "<i4", List.of(2), 3, 0);
  }

  private static TinyNpz train(List<Integer> shape, double[] values, double... labels) {
    return new TinyNpz()
        .with("X_train", "|u1", shape, values)
        .with("y_train", "<f8", List.of(labels.length), labels);
  }

  private static double[] grid(int occupied) {
    double[] grid = new double[512];
    grid[occupied] = 1;
    return grid;
  }

  private static int[] occupied(Examples examples, int i) {
    byte[] values = examples.values(i);
    return IntStream.range(0, values.length).filter(k -> values[k] != 0).toArray();
  }

  private void assertRefused(TinyNpz npz, String part) throws IOException {
    npz.write(file);
    assertThatThrownBy(() -> Datasets.modelnet10(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }
}
