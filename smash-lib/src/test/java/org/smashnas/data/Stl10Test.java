package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Stl10Test {
  private final Map<String, byte[]> members = TinyStl.members();
  @TempDir Path parent;

  @Test
  void labelsCountFromOneInTheFileAndFromZeroHere() throws IOException {
    Dataset data = Datasets.stl10(folder());

    assertThat(data.train().labels()).containsExactly(0, 4, 9);
    assertThat(data.test().labels()).containsExactly(1, 9);
    assertThat(data.train().shape()).containsExactly(3, 96, 96);
    assertThat(data.train().classNames()).startsWith("class 0").endsWith("class 9").hasSize(10);
    assertThat(data.name()).isEqualTo("STL-10");
    assertThat(data.source()).contains("stl10_binary", "cs.stanford.edu");
  }

  @Test
  void planesAreColumnAfterColumnInTheFileAndRowAfterRowHere() throws IOException {
    byte[] pictures = members.get("train_X.bin");
    int second = TinyStl.PICTURE;
    pictures[second + 1] = (byte) 200; // red, first column, second row
    pictures[second + TinyStl.PLANE + 95 * 96] = 100; // green, last column, first row
    pictures[second + 2 * TinyStl.PLANE + 7 * 96 + 90] = 50; // blue, column 7, row 90
    Examples train = Datasets.stl10(folder()).train();

    assertThat(train.image(1).getRGB(0, 1)).isEqualTo(0xffc80000);
    assertThat(train.image(1).getRGB(95, 0)).isEqualTo(0xff006400);
    assertThat(train.image(1).getRGB(7, 90)).isEqualTo(0xff000032);
    assertThat(train.values(0)).containsOnly(0);
  }

  @Test
  void aFoldHasItsOwnTrainingPicturesInItsOrderAndTheWholeTestPart() throws IOException {
    members.get("train_X.bin")[2 * TinyStl.PICTURE] = 77;
    List<Dataset> folds = Datasets.stl10Folds(folder());

    assertThat(folds).hasSize(10);
    assertThat(folds.get(0).train().labels()).containsExactly(9, 0);
    assertThat(folds.get(0).train().values(0)).startsWith(77, 0);
    assertThat(folds.get(1).train().labels()).containsExactly(4);
    assertThat(folds.get(9).name()).isEqualTo("STL-10 fold 9");
    assertThat(folds).allMatch(fold -> fold.test().size() == 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "-1", "1.5", "x", "99999999999"})
  void aFoldThatNamesNoPictureIsRefused(String index) throws IOException {
    members.put("fold_indices.txt", Archives.bytes("0\n".repeat(9) + "1 " + index + "\n"));
    Path given = folder();
    assertThatThrownBy(() -> Datasets.stl10Folds(given))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(given.toString(), "fold 9 of fold_indices.txt", index, "0 to 2");
  }

  @Test
  void aMissingFoldIsRefusedButOnlyWhereFoldsAreAskedFor() throws IOException {
    members.put("fold_indices.txt", Archives.bytes("0\n".repeat(9)));
    Path given = folder();
    assertThatThrownBy(() -> Datasets.stl10Folds(given))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(given.toString(), "fold_indices.txt has 9 lines", "10 folds");
    assertThat(Datasets.stl10(given).train().size()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 255})
  void aLabelOutOfRangeIsRefused(int label) throws IOException {
    members.get("test_y.bin")[1] = (byte) label;
    assertFails("label 1 of test_y.bin is " + label, "1 to 10");
  }

  @Test
  void labelsAndPicturesThatDifferInNumberAreRefused() throws IOException {
    members.put("train_y.bin", new byte[] {1, 2});
    assertFails("train_y.bin has 2 labels for 3 pictures");
  }

  @Test
  void picturesThatAreCutAreRefused() throws IOException {
    members.put("train_X.bin", new byte[3 * TinyStl.PICTURE - 1]);
    assertFails("train_X.bin has 82943 bytes", "27648");
  }

  private Path folder() throws IOException {
    return Archives.folder(parent.resolve("stl10_binary"), members);
  }

  private void assertFails(String... parts) throws IOException {
    Path given = folder();
    assertThatThrownBy(() -> Datasets.stl10(given))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(given.toString())
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
