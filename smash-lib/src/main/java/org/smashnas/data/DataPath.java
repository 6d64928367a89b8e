package org.smashnas.data;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

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
    SHAPES(path -> Datasets.shapes()),
    CIFAR10(Datasets::cifar10),
    CIFAR100(Datasets::cifar100),
    CIFAR100_COARSE(Datasets::cifar100Coarse),
    STL10(Datasets::stl10),
    IMAGENET32(Datasets::imagenet32),
    MODELNET10(Datasets::modelnet10),
    /** Pictures of one's own: {@link Datasets#folder(Path)}. */
    FOLDER(Datasets::folder);

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Function<Path, Dataset> reader;

    Set(Function<Path, Dataset> reader) {
      this.reader = reader;
    }
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
    return set.reader.apply(Path.of(path));
  }
}
