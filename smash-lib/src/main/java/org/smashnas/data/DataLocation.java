package org.smashnas.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a data set is looked for under, in the {@link DataFolders}.
 *
 * @param source where it comes from
 * @param names of files and folders, the first one that is there is taken
 * @param builtIn what there is without a download
 */
record DataLocation(Source source, List<String> names, String builtIn) {

  /** The source's archive, or else the {@code folder} that it unpacks to. */
  static DataLocation of(Source source, String folder) {
    return new DataLocation(source, List.of(source.file(), folder), "Datasets.shapes()");
  }

  /** Where it is; a {@link DataException} says what to do if it is nowhere. */
  Path find() {
    DataFolders folders = DataFolders.ofThisProcess();
    return find(folders).orElseThrow(() -> new DataException(missing(folders)));
  }

  Optional<Path> findIfPresent() {
    return find(DataFolders.ofThisProcess());
  }

  Optional<Path> find(DataFolders folders) {
    return folders.find(names);
  }

  String missing(DataFolders folders) {
    String places = folders.all().stream().map(Path::toString).collect(Collectors.joining(", "));
    return "%s is not here: run ./kernel-setup/data.sh %s, which %s, or put %s from %s"
            .formatted(
                source.title(),
                source.name(),
                source.isPublic() ? "downloads it" : "says how to get it",
                source.file(),
                source.page())
        + " into one of the folders searched (%s), or name the folder that has it in the"
            .formatted(places)
        + " environment variable %s; %s needs no download".formatted(DataFolders.VARIABLE, builtIn);
  }
}
