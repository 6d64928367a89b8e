package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  private static final Place CIFAR10 = Place.of(Source.CIFAR10, Cifar.TEN.folder());
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
  void theUsersOwnCifar10IsWhole() {
    assumeTrue(System.getenv("SMASH_DATA") != null, "SMASH_DATA is not set: no real data to read");
    Dataset data = Datasets.cifar10IfPresent().orElse(null);
    assumeTrue(data != null, "SMASH_DATA is set but holds no CIFAR-10");

    assertThat(data.train().classNames()).contains("airplane", "frog", "truck");
    assertThat(data.train().countsByClass().values()).allMatch(count -> count > 0);
    // Known of CIFAR-10: channel means near .49, .48, .45, deviations near .25.
    Normalization found = Normalization.of(data.train());
    assertThat(found.mean().get(0)).isBetween(0.47f, 0.51f);
    assertThat(found.mean().get(2)).isBetween(0.43f, 0.47f);
    assertThat(found.std()).allMatch(std -> std > 0.23f && std < 0.28f);
  }

  private Path project(String inside) throws IOException {
    Path folder = Files.createDirectories(root.resolve("project").resolve(inside));
    Files.createFile(root.resolve("project/pom.xml"));
    return folder;
  }
}
