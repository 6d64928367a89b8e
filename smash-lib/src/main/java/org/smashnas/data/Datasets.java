package org.smashnas.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.smashnas.data.mesh.Voxelizer;

/** The data sets by name. */
public final class Datasets {
  private Datasets() {}

  /**
   * CIFAR-10: ten classes of 32x32 RGB photographs, officially 50,000 for training and 10,000 for
   * testing.
   *
   * <p>Looks for {@code cifar-10-binary.tar.gz}, then for its unpacked folder {@code
   * cifar-10-batches-bin}, in the folder that the environment variable SMASH_DATA names, then in
   * {@code data/} under the working directory and under its parents up to the project's root.
   *
   * @throws DataException with one sentence, if there is none or it is damaged
   * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR-10's page</a>
   */
  public static Dataset cifar10() {
    DataFolders folders = DataFolders.ofThisProcess();
    return cifar10(folders).orElseThrow(() -> new DataException(missingCifar10(folders)));
  }

  /**
   * CIFAR-10 from a place of your own, whatever number of records its batches hold.
   *
   * @param archiveOrFolder the archive {@code cifar-10-binary.tar.gz} or the folder with its files
   * @throws DataException with one sentence that names the file, if it is missing or damaged
   */
  public static Dataset cifar10(Path archiveOrFolder) {
    return Cifar10.read(archiveOrFolder);
  }

  /**
   * CIFAR-10 if {@link #cifar10()} finds it, empty if there is none.
   *
   * @throws DataException with one sentence that names the file, if it is there but damaged
   */
  public static Optional<Dataset> cifar10IfPresent() {
    return cifar10(DataFolders.ofThisProcess());
  }

  /**
   * Ten classes of drawn 32x32 RGB pictures, for work without any download: 9,000 for training and
   * 2,000 for testing, always the same.
   *
   * @see #shapes(int, int, long)
   */
  public static Dataset shapes() {
    return shapes(9_000, 2_000, 0);
  }

  /**
   * Drawn 32x32 RGB pictures of a disc, ring, crescent, triangle, square, star, cross, heart, arrow
   * or hourglass, the same on every machine.
   *
   * <p>Only the figure's outline tells the class; colour, texture, place, size, turn, clutter and
   * noise do not. So a linear classifier on the pixels stays far under 50% accuracy, while a good
   * small convolutional network passes 90%. The classes take turns, so each has as many pictures as
   * the others, or one more.
   *
   * @param train number of training pictures, at least 1
   * @param test number of test pictures, at least 1
   * @param seed decides every picture; a larger set begins with the pictures of a smaller one
   */
  public static Dataset shapes(int train, int test, long seed) {
    return Shapes.draw(train, test, seed);
  }

  static Optional<Dataset> cifar10(DataFolders folders) {
    return folders.find(List.of(Cifar10.ARCHIVE, Cifar10.FOLDER)).map(Cifar10::read);
  }

  static String missingCifar10(DataFolders folders) {
    String places = folders.all().stream().map(Path::toString).collect(Collectors.joining(", "));
    return "CIFAR-10 is not here: run ./kernel-setup/data.sh cifar10, which downloads it, or put"
        + " %s, the binary version from %s, into one of the folders"
            .formatted(Cifar10.ARCHIVE, Cifar10.PAGE)
        + " searched (%s), or name the folder that has it in the environment variable %s;"
            .formatted(places, DataFolders.VARIABLE)
        + " Datasets.shapes() needs no download";
  }

  /**
   * ModelNet10: ten classes of furniture as voxels of shape [1, 32, 32, 32], officially 3,991 for
   * training and 908 for testing; row 0 is the top, so that height is the third axis.
   *
   * <p>Looks for {@code modelnet10.npz}, then {@code ModelNet10.zip}, then its unpacked folder
   * {@code ModelNet10}, in the folders that {@link #cifar10()} searches. Bytes are 0 (empty) and
   * 255 (occupied); {@link Normalization#voxels} is made for them. Grids of the .npz file without
   * an occupied cell are left out, and {@link Dataset#source} says how many. Some test grids equal
   * a training grid: {@link Dataset#withoutTestRepeats} leaves those out.
   *
   * @throws DataException with one sentence, if there is none or it is damaged
   * @see <a href="https://modelnet.cs.princeton.edu">ModelNet's page</a>
   */
  public static Dataset modelnet10() {
    DataFolders folders = DataFolders.ofThisProcess();
    return modelnet10(folders).orElseThrow(() -> new DataException(missingModelnet10(folders)));
  }

  /**
   * ModelNet10 from a place of your own.
   *
   * @param place a .npz file with arrays X_train and X_test of cubes of 8 to 32 cells a side, axes
   *     x, y and z with z pointing up, occupied where above 0, and their labels 0 to 9, in the
   *     alphabet's order, in y_train and y_test (the usual variants of these names are read too);
   *     or the authors' {@code ModelNet10.zip} or its folder, as {@link #meshes} reads it
   * @throws DataException with one sentence that names the file, if it is missing or damaged
   */
  public static Dataset modelnet10(Path place) {
    return place.toString().endsWith(".npz")
        ? ModelNetGrids.read(place)
        : MeshData.read(
            "ModelNet10",
            place,
            ModelNetGrids.CLASSES,
            ModelNetGrids.VOXELIZER,
            ", " + ModelNetGrids.PAGE);
  }

  /**
   * ModelNet10 if {@link #modelnet10()} finds it, empty if there is none.
   *
   * @throws DataException with one sentence that names the file, if it is there but damaged
   */
  public static Optional<Dataset> modelnet10IfPresent() {
    return modelnet10(DataFolders.ofThisProcess());
  }

  /**
   * ModelNet40, forty classes of objects, or any other meshes in ModelNet's layout, as voxels of
   * shape [1, R, R, R], row 0 on top.
   *
   * <p>The layout is CLASS/train/NAME.off and CLASS/test/NAME.off, in any outer folder; classes are
   * in the alphabet's order. A {@code .binvox} file in the place of a mesh is taken as it is,
   * padded evenly. The grids are kept in a folder {@code .smash-voxels} beside the archive or
   * folder, so that each mesh is voxelised once; delete it at any time. A missing test part stays
   * empty.
   *
   * @param zipOrFolder for example {@code ModelNet40.zip}; nothing is unpacked
   * @param voxelizer gives the resolution R, for ModelNet10's grids new Voxelizer(32, 4, true)
   * @throws DataException with one sentence that names the file, if one is missing or damaged
   */
  public static Dataset meshes(Path zipOrFolder, Voxelizer voxelizer) {
    return MeshData.read(
        String.valueOf(zipOrFolder.getFileName()).replaceFirst("\\.zip$", ""),
        zipOrFolder,
        List.of(),
        voxelizer,
        "");
  }

  /**
   * The ten classes of ModelNet10 as drawn furniture, for voxels without any download: 3,000 grids
   * for training and 1,000 for testing, always the same.
   *
   * @see #furniture(int, int, long)
   */
  public static Dataset furniture() {
    return furniture(3_000, 1_000, 0);
  }

  /**
   * Drawn furniture of the ten classes of ModelNet10, as voxels of the same shape [1, 32, 32, 32],
   * bytes and place in the grid; sizes and styles vary.
   *
   * <p>The classes take turns, so each has as many grids as the others, or one more. Plain pieces
   * come up twice: of the 1,000 test grids of {@link #furniture()}, 65 equal a training grid, about
   * as many as in ModelNet10.
   *
   * @param train number of training grids, 1 to 65,535
   * @param test number of test grids, 1 to 65,535
   * @param seed decides every grid; a larger set begins with the grids of a smaller one
   */
  public static Dataset furniture(int train, int test, long seed) {
    return Furniture.draw(train, test, seed);
  }

  static Optional<Dataset> modelnet10(DataFolders folders) {
    return folders
        .find(List.of(ModelNetGrids.FILE, "ModelNet10.zip", "ModelNet10"))
        .map(Datasets::modelnet10);
  }

  static String missingModelnet10(DataFolders folders) {
    String places = folders.all().stream().map(Path::toString).collect(Collectors.joining(", "));
    return "ModelNet10 is not here: put %s or ModelNet10.zip from %s into one of the folders"
            .formatted(ModelNetGrids.FILE, ModelNetGrids.PAGE)
        + " searched (%s), or name the folder that has it in the environment variable %s;"
            .formatted(places, DataFolders.VARIABLE)
        + " Datasets.furniture() needs no download";
  }
}
