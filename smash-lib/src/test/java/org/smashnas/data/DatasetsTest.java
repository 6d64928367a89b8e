package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.data.DataLocation.DataFolders;

class DatasetsTest {
  private static final DataLocation CIFAR10 = DataLocation.of(Source.CIFAR10, Cifar.TEN.folder());
  @TempDir Path root;

  @Test
  void aNotebookFindsTheProjectsDataFolder() throws IOException {
    Path notebooks = project("notebooks");
    Path data = Files.createDirectory(root.resolve("project/data"));
    TinyCifar.archive(data, TinyCifar.members());

    DataFolders folders = new DataFolders(null, notebooks);
    assertThat(folders.all())
        .containsExactly(root.resolve("project/notebooks/data"), root.resolve("project/data"));
    assertThat(CIFAR10.find(folders)).contains(root.resolve("project/data/cifar-10-binary.tar.gz"));
  }

  @Test
  void theVariablesFolderComesFirst() throws IOException {
    Path mine = Files.createDirectory(root.resolve("mine"));
    Path mineUnpacked = TinyCifar.folder(mine, TinyCifar.members());
    Path data = Files.createDirectories(project("").resolve("data"));
    Files.writeString(data.resolve("cifar-10-binary.tar.gz"), "not an archive");

    DataFolders folders = new DataFolders(mine.toString(), root.resolve("project"));
    assertThat(CIFAR10.find(folders)).contains(mineUnpacked);
  }

  @Test
  void aModuleOfTheProjectFindsTheProjectsDataFolderAndNothingAboveIt() throws IOException {
    Path module = project("module");
    Files.createFile(module.resolve("pom.xml"));
    assertThat(new DataFolders("", module).all())
        .containsExactly(module.resolve("data"), root.resolve("project/data"));
  }

  @Test
  void outsideAProjectOnlyTheWorkingDirectoryCounts() throws IOException {
    Path deep = Files.createDirectories(root.resolve("a/b"));
    assertThat(new DataFolders(null, deep).all()).containsExactly(deep.resolve("data"));
  }

  @Test
  void withoutDataOneSentenceSaysWhereToPutWhichFile() throws IOException {
    DataFolders folders = new DataFolders("/given/folder", project("notebooks"));

    assertThat(CIFAR10.find(folders)).isEmpty();
    assertThat(CIFAR10.missing(folders))
        .contains("cifar-10-binary.tar.gz", "https://www.cs.toronto.edu/~kriz/cifar.html")
        .contains("/given/folder", root.resolve("project/data").toString(), "SMASH_DATA")
        .doesNotContain("\n");
  }

  @Test
  void theUsersOwnCifarIsWhole() {
    Dataset ten = present(Datasets.cifar10IfPresent());
    assertThat(ten.train().classNames()).contains("airplane", "frog", "truck");
    assertIsLike(Normalization.CIFAR10, ten);

    DataLocation place = DataLocation.of(Source.CIFAR100, Cifar.HUNDRED.folder());
    Dataset hundred = present(place.findIfPresent().map(Cifar.HUNDRED::read));
    assertThat(hundred.train().classNames()).contains("apple", "lawn_mower", "worm");
    assertIsLike(Normalization.CIFAR100, hundred);
  }

  private static Dataset present(Optional<Dataset> data) {
    assumeTrue(System.getenv("SMASH_DATA") != null, "SMASH_DATA is not set: no real data to read");
    assumeTrue(data.isPresent(), "SMASH_DATA is set but does not hold this data set");
    return data.orElseThrow();
  }

  /** Every class has pictures, whose colours are near the published means and deviations. */
  private static void assertIsLike(Normalization published, Dataset data) {
    assertThat(data.train().countsByClass().values()).allMatch(count -> count > 0);
    Normalization found = Normalization.of(data.train());
    for (int c = 0; c < 3; c++) {
      assertThat(found.mean().get(c)).isCloseTo(published.mean().get(c), within(0.02f));
      assertThat(found.std().get(c)).isCloseTo(published.std().get(c), within(0.02f));
    }
  }

  private Path project(String inside) throws IOException {
    Path folder = Files.createDirectories(root.resolve("project").resolve(inside));
    Files.createFile(root.resolve("project/pom.xml"));
    return folder;
  }
}
