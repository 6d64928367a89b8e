package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smashnas.data.DataLocation.DataFolders;
import org.smashnas.data.mesh.OffMesh;
import org.smashnas.data.mesh.Voxelizer;

class MeshDataTest {
  private static final Voxelizer TINY = new Voxelizer(8, 1, true);

  @TempDir Path folder;

  @Test
  void anArchiveAndItsFolderGiveTheSame() throws IOException {
    TinyMeshes meshes =
        new TinyMeshes()
            .with("ModelNet10/README.txt", "read me")
            .with("ModelNet10/sofa/test/sofa_0003.off", TinyMeshes.OFF)
            .with("ModelNet10/sofa/train/sofa_0001.off", TinyMeshes.OFF.replace("0 0 1", "0 0 2"))
            .with("ModelNet10/night_stand/train/night_stand_0001.off", TinyMeshes.OFF)
            .with("__MACOSX/ModelNet10/sofa/train/._sofa_0001.off", "not a mesh");
    Dataset zipped = Datasets.meshes(meshes.zip(folder.resolve("ModelNet10.zip")), TINY);
    Dataset unpacked = Datasets.meshes(meshes.folder(folder.resolve("unpacked")), TINY);

    assertThat(zipped.name()).isEqualTo("ModelNet10");
    assertThat(zipped.train().classNames()).containsExactly("night_stand", "sofa");
    assertThat(zipped.train().labels()).containsExactly(0, 1);
    assertThat(zipped.test().labels()).containsExactly(1);
    assertThat(zipped.train().shape()).containsExactly(1, 8, 8, 8);
    byte[] expected =
        TINY.voxelize(OffMesh.parse(TinyMeshes.OFF.getBytes(StandardCharsets.UTF_8)).mesh());
    assertThat(zipped.train().values(0)).isEqualTo(zipped.test().values(0)).isEqualTo(expected);
    assertThat(zipped.train().values(1)).isNotEqualTo(expected);
    assertThat(DatasetTest.contents(unpacked.train()))
        .isEqualTo(DatasetTest.contents(zipped.train()));
    assertThat(zipped.source()).startsWith("ModelNet10.zip").contains("resolution=8");
  }

  @Test
  void modelnet10KeepsItsLabelsWhateverClassesThereAre() throws IOException {
    TinyMeshes sofas = new TinyMeshes().with("ModelNet10/sofa/train/sofa_0001.off", TinyMeshes.OFF);
    sofas.zip(folder.resolve("ModelNet10.zip"));
    DataFolders folders = new DataFolders(folder.toString(), folder);
    Dataset data = Datasets.MODELNET10.find(folders).map(Datasets::modelnet10).orElseThrow();
    assertThat(data.train().shape()).containsExactly(1, 32, 32, 32);
    assertThat(data.train().labels()).containsExactly(7);
    assertThat(data.test().size()).isZero();

    Path lamps = new TinyMeshes().with("lamp/train/1.off", TinyMeshes.OFF).zip(zip());
    assertThatThrownBy(() -> Datasets.modelnet10(lamps))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has a class lamp; ModelNet10 has [bathtub, bed");
  }

  @Test
  void binvoxGridsAreTakenAsTheyArePaddedEvenly() throws IOException {
    // Cell x = 3, z = 0, y = 1 of a grid of side 4, y running fastest.
    Path place =
        new TinyMeshes()
            .with("a/train/1.binvox", TinyMeshes.binvox(4, (3 * 4 + 0) * 4 + 1))
            .with("a/train/2.BINVOX", TinyMeshes.binvox(8, 511))
            .zip(zip());
    Examples train = Datasets.meshes(place, TINY).train();
    assertThat(occupied(train.values(0))).containsExactly(((2 + 1) * 8 + 2 + 3) * 8 + 2 + 3);
    assertThat(occupied(train.values(1))).containsExactly((7 * 8 + 0) * 8 + 7);
  }

  @Test
  void emptyGridsAreDroppedAndCountedAsAreRepeatsAndTrianglesWithoutArea() throws IOException {
    byte[] empty = TinyMeshes.binvox(4, -1);
    String flat = TinyMeshes.OFF.replace("4 4 6", "4 6 6") + "3 0 0 1\n2 0 1\n";
    Path place =
        new TinyMeshes()
            .with("a/train/1.binvox", empty)
            .with("a/train/2.off", flat)
            .with("b/train/3.binvox", TinyMeshes.binvox(4, 5))
            .with("a/test/4.binvox", TinyMeshes.binvox(4, 5))
            .with("b/test/5.binvox", empty)
            .with("b/test/6.binvox", empty)
            .with("b/test/7.binvox", TinyMeshes.binvox(4, 6))
            .zip(zip());
    Dataset data = Datasets.meshes(place, TINY);
    assertThat(data.train().labels()).containsExactly(0, 1);
    assertThat(data.test().labels()).containsExactly(0, 1);
    String report =
        "; triangles without area: 2; left out as empty: 1 training, 2 test"
            + "; test grids that equal a training grid: 1";
    assertThat(data.source()).endsWith(report);
    assertThat(data.withoutTestRepeats().test().labels()).containsExactly(1);
    // Once the grids are kept, the numbers are too.
    assertThat(Datasets.meshes(place, TINY).source()).endsWith(report);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/train/1.off|OFF;3 1 0;0 0 0;1 NaN 0;0 1 0;3 0 1 2|a/train/1.off: line 4 has \"NaN\"",
        "a/train/1.off|OFF;3 1 0;0 0 0;1 0 0;0 1 0;3 0 1 7|line 6 has \"7\"",
        "a/train/1.off|<html>404</html>|line 1 does not start with OFF",
        "a/train/1.off|OFF;900000000 1 0|claims 900000000 vertices",
        "a/train/1.off|''|line 1 does not start with OFF",
        "a/valid/1.off|OFF|holds a/valid/1.off; ModelNet's layout is CLASS/train/NAME.off",
        "1.off|OFF|holds 1.off; ModelNet's layout",
        "../../a/train/1.off|OFF|holds ../../a/train/1.off; ModelNet's layout",
        "a/train/../1.off|OFF|holds a/train/../1.off",
        "a/train/1.obj|v 0 0 0|has no file CLASS/train/NAME.off or .binvox",
        "a/train/1.binvox|#binvox 1;dim 4 4 4;data;|ends after 0 of its 64 cells",
        "a/train/1.binvox|#binvox 1;dim 9 9 9;data;|its grid is \"9 9 9\"; cubes of 1 to 8 cells",
        "a/train/1.binvox|#binvox 1;dim 4 4 2;data;|its grid is \"4 4 2\"",
        "a/train/1.binvox|#binvox 1;data;|its grid is \"\"",
        "a/train/1.binvox|#binvox 1;dim 2 2 2;data;xzxz|holds more than its 2 cubed cells",
        "a/train/1.binvox|dim 4 4 4;data;|it has no binvox header"
      })
  void wrongContentsAreRefusedWithOneSentenceAndLeaveNothingBehind(
      String name, String contents, String part) throws IOException {
    Path place = new TinyMeshes().with(name, contents.replace(';', '\n')).zip(zip());
    assertRefused(place, part);
  }

  @Test
  void somethingElseThanAnArchiveIsRefused() throws IOException {
    assertRefused(folder.resolve("none.zip"), "does not exist");
    assertRefused(Files.writeString(zip(), "<html>"), "is no zip archive but a web page");
    assertRefused(Files.write(zip(), new byte[0]), "is empty");
    assertRefused(new TinyMeshes().zip(zip()), "has no file CLASS/train/NAME.off");
    Path whole = new TinyMeshes().with("a/train/1.off", TinyMeshes.OFF).zip(zip());
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 2; length < bytes.length; length += 23) {
      assertRefused(Files.write(whole, Arrays.copyOf(bytes, length)), "truncated or damaged");
    }
    bytes[bytes.length / 4] ^= 1;
    assertRefused(Files.write(whole, bytes), "a/train/1.off is truncated or damaged");
  }

  @Test
  void aBombAmongMeshesIsRefusedByItsNameInArchiveAndFolder() throws IOException {
    byte[] mesh = TinyMeshes.OFF.getBytes(StandardCharsets.US_ASCII);
    byte[] bomb = Arrays.copyOf(mesh, 1_000_000);
    Arrays.fill(bomb, mesh.length, bomb.length, (byte) '\n');
    TinyMeshes meshes = new TinyMeshes().with("a/train/1.off", mesh).with("a/train/2.off", bomb);
    Path place = meshes.zip(zip());
    assertThat(Files.size(place)).isLessThan(2000);
    for (Path each : List.of(place, meshes.folder(folder.resolve("unpacked")))) {
      assertThatThrownBy(() -> read(each, 999_999))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("a/train/2.off is larger than 999999 bytes, the most allowed")
          .hasMessageNotContaining("\n");
      assertThat(read(each, 1_000_000).train().size()).isEqualTo(2);
    }
    Path grids = new TinyMeshes().with("a/train/1.binvox", bomb).zip(zip());
    assertThatThrownBy(() -> Datasets.meshes(grids, TINY))
        .hasMessageContaining("1.binvox is larger than 2030 bytes, the most allowed");
  }

  @Test
  void whatIsNotReadIsCountedAndNamedInArchiveAndFolder() throws IOException {
    TinyMeshes meshes =
        new TinyMeshes()
            .with("M/.ipynb_checkpoints/train/x.off", TinyMeshes.OFF)
            .with("M/a/train/.x.off", TinyMeshes.OFF)
            .with("M/a/train/1.OFF", TinyMeshes.OFF)
            .with("M/a/train/2.obj", "v 0 0 0")
            .with("M/a/train/more.zip", "PK")
            .with("M/Thumbs.db", "")
            .with("__MACOSX/M/a/train/1.off", "not a mesh");
    Dataset zipped = Datasets.meshes(meshes.zip(zip()), TINY);
    Path unpacked = meshes.folder(folder.resolve("unpacked"));
    Files.createSymbolicLink(unpacked.resolve("M/nowhere"), Path.of("none"));
    Dataset folders = Datasets.meshes(unpacked, TINY);
    assertThat(zipped.train().classNames()).containsExactly("a");
    assertThat(zipped.train().size()).isEqualTo(folders.train().size()).isEqualTo(1);
    assertThat(zipped.source())
        .contains("; not read: 6 (M/.ipynb_checkpoints/train/x.off, M/Thumbs.db, M/a/train/.x.off")
        .contains("; no test example of: any class");
    assertThat(folders.source())
        .contains("; not read: 7 (M/.ipynb_checkpoints/, M/Thumbs.db, M/a/train/.x.off, ...)");
  }

  @Test
  void aClassWithoutAFileIsNamed() throws IOException {
    TinyMeshes meshes =
        new TinyMeshes()
            .with("M/a/train/1.off", TinyMeshes.OFF)
            .with("M/b/train/", "")
            .with("M/b/", "")
            .with("M/a/", "");
    assertThat(Datasets.meshes(meshes.zip(zip()), TINY).source())
        .contains("; not read: 2 (M/b/, M/b/train/);");
    Path place = folder.resolve("unpacked");
    Files.createDirectories(place.resolve("M/b/train"));
    new TinyMeshes().with("M/a/train/1.off", TinyMeshes.OFF).folder(place);
    assertThat(Datasets.meshes(place, TINY).source()).contains("; not read: 2 (M/b/, M/b/train/);");
  }

  @Test
  void classesThatNobodyCanTellApartOrThatAreThereTwiceAreRefused() throws IOException {
    TinyMeshes meshes = new TinyMeshes().with("M/sofa/train/1.off", TinyMeshes.OFF);
    assertRefused(
        meshes.with("M/Sofa/train/1.off", TinyMeshes.OFF).zip(zip()),
        "has classes \"Sofa\" and \"sofa\"; give one name to each class");
    TinyMeshes copies =
        new TinyMeshes()
            .with("M/sofa/train/1.off", TinyMeshes.OFF)
            .with("M (copy)/sofa/train/1.off", TinyMeshes.OFF);
    assertRefused(copies.zip(zip()), "holds classes in \"M (copy)/\" and in \"M/\"");
    assertRefused(copies.folder(folder.resolve("copies")), "give a place with one set of them");
  }

  @Test
  void aClassBehindALinkIsReadAndACircleOfLinksIsRefused() throws IOException {
    Path elsewhere =
        new TinyMeshes().with("train/1.off", TinyMeshes.OFF).folder(folder.resolve("elsewhere"));
    Path place = Files.createDirectory(folder.resolve("M"));
    Files.createSymbolicLink(place.resolve("sofa"), elsewhere);
    assertThat(Datasets.meshes(place, TINY).train().classNames()).containsExactly("sofa");
    Files.createSymbolicLink(elsewhere.resolve("again"), place);
    assertThatThrownBy(() -> Datasets.meshes(place, TINY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sofa/again is a link to a folder that it lies in; remove it");
  }

  /** ZipFile goes by the directory alone and would give one mesh where there are two. */
  @Test
  void aDirectoryThatDoesNotNameItsMembersIsRefused() throws IOException {
    Path whole =
        new TinyMeshes()
            .with("a/train/1.off", TinyMeshes.OFF)
            .with("a/train/2.off", TinyMeshes.OFF)
            .zip(zip());
    byte[] bytes = Files.readAllBytes(whole);
    assertThat(Datasets.meshes(whole, TINY).train().size()).isEqualTo(2);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);

    int entry = text.lastIndexOf("a/train/2.off");
    byte[] renamed = bytes.clone();
    renamed[entry + 12] = 'g';
    assertRefusedZip(renamed, "its directory names a/train/2.ofg otherwise than it is");

    // Without the second entry: 46 bytes and its name, and the end's count and length so.
    int start = entry - 46;
    int length = text.indexOf("PK\5\6") - start;
    byte[] shorter = new byte[bytes.length - length];
    System.arraycopy(bytes, 0, shorter, 0, start);
    System.arraycopy(bytes, start + length, shorter, start, shorter.length - start);
    shorter[start + 8] = 1;
    shorter[start + 10] = 1;
    shorter[start + 12] -= (byte) length;
    assertRefusedZip(shorter, "it holds a member that its directory does not name");
  }

  private void assertRefusedZip(byte[] bytes, String part) throws IOException {
    Path place = Files.write(folder.resolve("damaged.zip"), bytes);
    assertThatThrownBy(() -> Datasets.meshes(place, TINY))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(place.toString(), part);
  }

  private static Dataset read(Path place, long mostBytes) {
    return MeshData.read("bomb", place, List.of(), TINY, "", mostBytes);
  }

  @Test
  void gridsAreKeptAndReadAgainAndMadeAnewWhenDamaged() throws IOException {
    Path place = new TinyMeshes().with("a/train/1.off", TinyMeshes.OFF).zip(zip());
    byte[] made = Datasets.meshes(place, TINY).train().values(0);
    List<Path> kept = kept();
    assertThat(kept).hasSize(1);

    // A kept grid is used: this one is another mesh's, under the name of the first.
    byte[] other = new byte[512];
    other[7] = Voxelizer.OCCUPIED;
    String key = kept.get(0).getFileName().toString();
    VoxelCache cache = new VoxelCache(folder.resolve(MeshData.CACHE));
    cache.put(key, new VoxelCache.Kept(other, 7));
    Dataset used = Datasets.meshes(place, TINY);
    assertThat(used.train().values(0)).isEqualTo(other);
    assertThat(used.source()).contains("triangles without area: 7;");

    byte[] damaged = Files.readAllBytes(kept.get(0));
    damaged[3] ^= 16;
    Files.write(kept.get(0), damaged);
    assertThat(Datasets.meshes(place, TINY).train().values(0)).isEqualTo(made);
    Files.write(kept.get(0), new byte[3]);
    assertThat(Datasets.meshes(place, TINY).train().values(0)).isEqualTo(made);

    assertThat(Datasets.meshes(place, new Voxelizer(8, 1, false)).train().size()).isEqualTo(1);
    assertThat(kept()).hasSize(2);
  }

  @Test
  void anInterruptLeavesNothingHalfDone() throws IOException {
    Path place = new TinyMeshes().with("a/train/1.off", TinyMeshes.OFF).zip(zip());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Datasets.meshes(place, TINY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Reading " + place + " was interrupted; call it again");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(kept()).isEmpty();
    assertThat(Datasets.meshes(place, TINY).train().size()).isEqualTo(1);
  }

  @Test
  void withoutAPlaceToKeepThemGridsAreMadeAllTheSame() throws IOException {
    Files.writeString(folder.resolve(MeshData.CACHE), "a file where the folder would be");
    Path place = new TinyMeshes().with("a/train/1.off", TinyMeshes.OFF).zip(zip());
    assertThat(Datasets.meshes(place, TINY).train().size()).isEqualTo(1);
  }

  private Path zip() {
    return folder.resolve("meshes.zip");
  }

  private void assertRefused(Path place, String part) throws IOException {
    assertThatThrownBy(() -> Datasets.meshes(place, TINY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(place.toString())
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
    assertThat(kept()).isEmpty();
  }

  private List<Path> kept() throws IOException {
    Path cache = folder.resolve(MeshData.CACHE);
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static int[] occupied(byte[] values) {
    return IntStream.range(0, values.length).filter(k -> values[k] != 0).toArray();
  }
}
