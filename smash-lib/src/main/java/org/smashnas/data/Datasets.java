package org.smashnas.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.smashnas.data.mesh.Voxelizer;

/**
 * The data sets by name. What is missing or damaged is a {@link DataException} of one sentence that
 * names the file.
 */
public final class Datasets {
  private static final DataLocation CIFAR10 = DataLocation.of(Source.CIFAR10, Cifar.TEN.folder());
  private static final DataLocation CIFAR100 =
      DataLocation.of(Source.CIFAR100, Cifar.HUNDRED.folder());
  private static final DataLocation STL10 = DataLocation.of(Source.STL10, Stl10.FOLDER);

  static final DataLocation MODELNET10 =
      new DataLocation(
          Source.MODELNET10,
          List.of(ModelNetGrids.FILE, Source.MODELNET10.file(), "ModelNet10"),
          "Datasets.furniture()");
  private static final DataLocation MODELNET40 =
      new DataLocation(
          Source.MODELNET40,
          List.of(Source.MODELNET40.file(), "ModelNet40"),
          "Datasets.furniture()");

  private Datasets() {}

  /**
   * CIFAR-10: ten classes of 32x32 RGB photographs, officially 50,000 for training and 10,000 for
   * testing.
   *
   * <p>Looks for {@code cifar-10-binary.tar.gz}, then for its unpacked folder {@code
   * cifar-10-batches-bin}, in the folder that the environment variable SMASH_DATA names, then in
   * {@code data/} under the working directory and under its parents up to the project's root.
   *
   * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR-10's page</a>
   */
  public static Dataset cifar10() {
    return Cifar.TEN.read(CIFAR10.find());
  }

  /**
   * CIFAR-10 from a place of your own, whatever number of records its batches hold.
   *
   * @param archiveOrFolder the archive {@code cifar-10-binary.tar.gz} or the folder with its files
   */
  public static Dataset cifar10(Path archiveOrFolder) {
    return Cifar.TEN.read(archiveOrFolder);
  }

  /** CIFAR-10 if {@link #cifar10()} finds it, empty if there is none. */
  public static Optional<Dataset> cifar10IfPresent() {
    return CIFAR10.findIfPresent().map(Cifar.TEN::read);
  }

  /**
   * CIFAR-100: a hundred classes of 32x32 RGB photographs, officially 50,000 for training and
   * 10,000 for testing.
   *
   * <p>Looks for {@code cifar-100-binary.tar.gz}, then for its unpacked folder {@code
   * cifar-100-binary}, in the same folders as {@link #cifar10()}.
   *
   * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR-100's page</a>
   */
  public static Dataset cifar100() {
    return Cifar.HUNDRED.read(CIFAR100.find());
  }

  /**
   * CIFAR-100 from a place of your own, whatever number of records its files hold.
   *
   * @param archiveOrFolder the archive {@code cifar-100-binary.tar.gz} or the folder with its files
   */
  public static Dataset cifar100(Path archiveOrFolder) {
    return Cifar.HUNDRED.read(archiveOrFolder);
  }

  /**
   * CIFAR-100's pictures in its twenty coarse classes, five of the hundred in each; found as by
   * {@link #cifar100()}.
   */
  public static Dataset cifar100Coarse() {
    return Cifar.HUNDRED_COARSE.read(CIFAR100.find());
  }

  /**
   * CIFAR-100's pictures in its twenty coarse classes, from a place of your own.
   *
   * @param archiveOrFolder as for {@link #cifar100(Path)}
   */
  public static Dataset cifar100Coarse(Path archiveOrFolder) {
    return Cifar.HUNDRED_COARSE.read(archiveOrFolder);
  }

  /**
   * STL-10: ten classes of 96x96 RGB photographs, officially 5,000 for training and 8,000 for
   * testing; the unlabelled pictures are skipped.
   *
   * <p>Looks for {@code stl10_binary.tar.gz}, then for its unpacked folder {@code stl10_binary}, in
   * the same folders as {@link #cifar10()}. The official archive is mostly unlabelled pictures,
   * which have to be unpacked to be skipped; the folder is read much faster.
   *
   * @see <a href="https://cs.stanford.edu/~acoates/stl10/">STL-10's page</a>
   */
  public static Dataset stl10() {
    return Stl10.read(STL10.find());
  }

  /**
   * STL-10 from a place of your own, whatever number of pictures its files hold.
   *
   * @param archiveOrFolder the archive {@code stl10_binary.tar.gz} or the folder with its files
   */
  public static Dataset stl10(Path archiveOrFolder) {
    return Stl10.read(archiveOrFolder);
  }

  /**
   * STL-10's ten official folds, on which its authors ask to train and to report the mean: fold k,
   * from 0, has the training pictures that line k of {@code fold_indices.txt} names (officially
   * 1,000) and the whole test part. The folds share their pictures' memory.
   */
  public static List<Dataset> stl10Folds() {
    return Stl10.readFolds(STL10.find());
  }

  /**
   * STL-10's ten official folds from a place of your own.
   *
   * @param archiveOrFolder as for {@link #stl10(Path)}
   */
  public static List<Dataset> stl10Folds(Path archiveOrFolder) {
    return Stl10.readFolds(archiveOrFolder);
  }

  /**
   * ImageNet32x32: ImageNet's pictures at 32x32 RGB, officially 1,281,167 for training and the
   * 50,000 for validation as the test part, in a thousand classes.
   *
   * <p>Looks for {@code imagenet32_train.npz} with {@code imagenet32_val.npz} beside it, then for
   * {@code train_data_batch_1.npz} to {@code 10} with {@code val_data.npz}, then for either in a
   * folder {@code imagenet32}, in the same folders as {@link #cifar10()}. There are as many classes
   * as the highest label says. They are named by {@code map_clsloc.txt}, if it is beside the files,
   * and "class 0001" and up otherwise. The whole takes 4.1 GB of memory.
   *
   * @see <a href="https://arxiv.org/abs/1707.08819">the paper on ImageNet32x32</a>
   */
  public static Dataset imagenet32() {
    return ImageNet32.read(ImageNet32.PLACE.find());
  }

  /**
   * ImageNet32x32 from a place of your own, whatever number of pictures its files hold.
   *
   * @param fileOrFolder the folder with the files in either form, or one of the files
   */
  public static Dataset imagenet32(Path fileOrFolder) {
    return ImageNet32.read(fileOrFolder);
  }

  /**
   * PNG and JPEG pictures of your own, all of one size: {@code train/CLASS/} and {@code
   * test/CLASS/} in {@code folder}, with {@code val} read where there is no {@code test}.
   *
   * <p>A class is a folder in {@code train}; classes and pictures come in the order of their names.
   * Other files, and hidden ones, are counted and named in {@link Dataset#source}, as are classes
   * without a test picture. Pictures are turned as their EXIF orientation says; transparency is
   * left aside; grey pictures get three equal channels.
   *
   * @throws DataException with one sentence that names the file or folder, if the folders are not
   *     like that, a class has no training picture or a name that differs from another's in case
   *     alone, or a picture is damaged, of another size, of more than 64 million pixels or of more
   *     than the heap holds
   * @see #folder(Path, int)
   */
  public static Dataset folder(Path folder) {
    return new PictureFolder(folder, PictureFolder.AS_THEY_ARE).read();
  }

  /**
   * PNG and JPEG pictures of your own, of any sizes: of each the largest square in its middle,
   * brought to {@code resolution} by averaging areas. A smaller picture is enlarged by repeating
   * its pixels.
   *
   * @param folder as for {@link #folder(Path)}
   * @param resolution pixels a side, 1 to 1024
   */
  public static Dataset folder(Path folder, int resolution) {
    PictureFolder.checkResolution(resolution);
    return new PictureFolder(folder, resolution).read();
  }

  /**
   * Ten classes of drawn 32x32 RGB pictures, for work without any download: 11,000 for training and
   * 5,000 for testing, always the same.
   *
   * @see #shapes(Scene, int, int, long)
   */
  public static Dataset shapes() {
    return shapes(Scene.lab(), 11_000, 5_000, 0);
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
   * @param scene how hard they are to learn
   * @param train number of training pictures, at least 1
   * @param test number of test pictures, at least 1
   * @param seed decides every picture; a larger set begins with the pictures of a smaller one
   */
  public static Dataset shapes(Scene scene, int train, int test, long seed) {
    return Shapes.draw(scene, train, test, seed);
  }

  /** The same of {@link Scene#lab}. */
  public static Dataset shapes(int train, int test, long seed) {
    return shapes(Scene.lab(), train, test, seed);
  }

  /**
   * ModelNet10: ten classes of furniture as voxels of shape [1, 32, 32, 32], officially 3,991 for
   * training and 908 for testing; row 0 is the top, so that height is the third axis.
   *
   * <p>Looks for {@code modelnet10.npz}, then {@code ModelNet10.zip}, then its unpacked folder
   * {@code ModelNet10}, in the folders that {@link #cifar10()} searches. Bytes are 0 (empty) and
   * 255 (occupied); {@link Normalization#voxels} is made for them. Grids without an occupied cell
   * are left out, and {@link Dataset#source} says how many. Some test grids equal a training grid:
   * {@link Dataset#withoutTestRepeats} leaves those out.
   *
   * @see <a href="https://modelnet.cs.princeton.edu">ModelNet's page</a>
   */
  public static Dataset modelnet10() {
    return modelnet10(MODELNET10.find());
  }

  /**
   * ModelNet10 from a place of your own.
   *
   * @param place a .npz file with arrays X_train and X_test of cubes of 8 to 32 cells a side, axes
   *     x, y and z with z pointing up, occupied where above 0, and their labels 0 to 9, in the
   *     alphabet's order, in y_train and y_test (the usual variants of these names are read too);
   *     or the authors' {@code ModelNet10.zip} or its folder, as {@link #meshes} reads it
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

  /** ModelNet10 if {@link #modelnet10()} finds it, empty if there is none. */
  public static Optional<Dataset> modelnet10IfPresent() {
    return MODELNET10.findIfPresent().map(Datasets::modelnet10);
  }

  /**
   * ModelNet40: forty classes of objects as voxels of shape [1, 32, 32, 32], officially 9,843 for
   * training and 2,468 for testing.
   *
   * <p>Looks for {@code ModelNet40.zip}, then its unpacked folder {@code ModelNet40}, as {@link
   * #modelnet10()} does, and reads it as {@link #meshes} does.
   */
  public static Dataset modelnet40() {
    return meshes(MODELNET40.find(), ModelNetGrids.VOXELIZER);
  }

  /**
   * Meshes in ModelNet's layout, such as ModelNet40's, as voxels of shape [1, R, R, R], row 0 on
   * top.
   *
   * <p>The layout is CLASS/train/NAME.off and CLASS/test/NAME.off, in any one outer folder; classes
   * are in the alphabet's order. Other files, and hidden ones, are counted and named in {@link
   * Dataset#source}, as are classes without an example. A {@code .binvox} file in the place of a
   * mesh is taken as it is, padded evenly. The grids are kept in a folder {@code .smash-voxels}
   * beside the archive or folder, so that each mesh is voxelised once; delete it at any time. A
   * missing test part stays empty. Grids without an occupied cell are left out; {@link
   * Dataset#source} says how many, how many triangles have no area, and how many test grids equal a
   * training grid.
   *
   * @param zipOrFolder for example {@code ModelNet40.zip}; nothing is unpacked
   * @param voxelizer gives the resolution R, for ModelNet10's grids new Voxelizer(32, 4, true)
   * @throws DataException with one sentence that names the file, if one is missing, damaged or
   *     larger than 256 MB, or if the thread is interrupted, whose flag then stays set; the grids
   *     made so far are kept
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
   * come up twice: of the 1,000 test grids of {@link #furniture()}, 65 equal a training grid.
   *
   * @param train number of training grids, 1 to 65,535
   * @param test number of test grids, 1 to 65,535
   * @param seed decides every grid; a larger set begins with the grids of a smaller one
   * @throws DataException if the thread is interrupted, whose flag then stays set
   */
  public static Dataset furniture(int train, int test, long seed) {
    return Carpenter.draw(train, test, seed);
  }
}
