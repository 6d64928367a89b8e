package org.smashnas.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** The folders in which data sets are looked for. */
  static final class DataFolders {
    static final String VARIABLE = "SMASH_DATA";

    private final List<Path> folders = new ArrayList<>();

    /**
     * Lists the folder that {@code variable} names, then {@code data} under the working directory
     * and its parents, up to the project.
     *
     * <p>The project is the outermost of the nested folders with a pom.xml that are met first on
     * the way up. A notebook's working directory is a folder of the project, a test's is a module.
     * Outside a project only the working directory counts: a data folder further up is somebody
     * else's.
     *
     * @param variable the value of SMASH_DATA, null if not set
     */
    DataFolders(String variable, Path workingDirectory) {
      if (variable != null && !variable.isBlank()) {
        folders.add(Path.of(variable));
      }
      Path start = workingDirectory.toAbsolutePath().normalize();
      Path last = project(start).orElse(start);
      for (Path each = start; each != null && each.startsWith(last); each = each.getParent()) {
        folders.add(each.resolve("data"));
      }
    }

    static DataFolders ofThisProcess() {
      return new DataFolders(System.getenv(VARIABLE), Path.of(""));
    }

    private static Optional<Path> project(Path start) {
      Path each = start;
      while (each != null && !isModule(each)) {
        each = each.getParent();
      }
      while (each != null && isModule(each.getParent())) {
        each = each.getParent();
      }
      return Optional.ofNullable(each);
    }

    private static boolean isModule(Path folder) {
      return folder != null && Files.isRegularFile(folder.resolve("pom.xml"));
    }

    /** The first of {@code names} in the first folder that has one. */
    Optional<Path> find(List<String> names) {
      return folders.stream()
          .flatMap(folder -> names.stream().map(folder::resolve))
          .filter(Files::exists)
          .findFirst();
    }

    List<Path> all() {
      return List.copyOf(folders);
    }
  }
}
