package org.smashnas.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    return cifar10(DataFolders.ofThisProcess())
        .orElseThrow(() -> new DataException(missingCifar10(DataFolders.ofThisProcess())));
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

  static Optional<Dataset> cifar10(DataFolders folders) {
    return folders.find(List.of(Cifar10.ARCHIVE, Cifar10.FOLDER)).map(Cifar10::read);
  }

  static String missingCifar10(DataFolders folders) {
    String places = folders.all().stream().map(Path::toString).collect(Collectors.joining(", "));
    return "CIFAR-10 is not here: download %s, the binary version, from %s into one of the folders"
            .formatted(Cifar10.ARCHIVE, Cifar10.PAGE)
        + " searched (%s), or name the folder that has it in the environment variable %s;"
            .formatted(places, DataFolders.VARIABLE)
        + " Datasets.shapes() needs no download";
  }
}
