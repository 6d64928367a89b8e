package org.smashnas.data;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A data set of the library's and where it lies, as can be told to another machine that has it in
 * the same place, for example on a shared disk.
 *
 * @param set which one
 * @param path its archive, file or folder; of SHAPES, which are drawn, it is not looked at
 */
public record DataPath(Set set, String path) implements Serializable {
  /** The data sets. */
  public enum Set {
    SHAPES,
    CIFAR10,
    CIFAR100,
    CIFAR100_COARSE,
    STL10,
    IMAGENET32,
    MODELNET10,
    /** Pictures of one's own: {@link Datasets#folder(Path)}. */
    FOLDER
  }

  /**
   * A data set by its name.
   *
   * @param set for example "imagenet32"; the names of {@link Set} in lower case
   */
  public static DataPath of(String set, Path path) {
    return Arrays.stream(Set.values())
        .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(set))
        .findFirst()
        .map(s -> new DataPath(s, path.toString()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no data set \"%s\" is read by its path; there are %s in lower case"
                        .formatted(set, Arrays.toString(Set.values()))));
  }

  /** Reads it from there. */
  public Dataset read() {
    Path place = Path.of(path);
    return switch (set) {
      case SHAPES -> Datasets.shapes();
      case CIFAR10 -> Datasets.cifar10(place);
      case CIFAR100 -> Datasets.cifar100(place);
      case CIFAR100_COARSE -> Datasets.cifar100Coarse(place);
      case STL10 -> Datasets.stl10(place);
      case IMAGENET32 -> Datasets.imagenet32(place);
      case MODELNET10 -> Datasets.modelnet10(place);
      case FOLDER -> Datasets.folder(place);
    };
  }
}
