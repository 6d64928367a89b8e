package org.smashnas.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders in which data sets are looked for. */
final class DataFolders {
  static final String VARIABLE = "SMASH_DATA";

  private final List<Path> folders = new ArrayList<>();

  /**
   * Lists the folder that {@code variable} names, then {@code data} under the working directory and
   * its parents, up to the project.
   *
   * <p>The project is the outermost of the nested folders with a pom.xml that are met first on the
   * way up. A notebook's working directory is a folder of the project, a test's is a module.
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

  /** Every folder, in the order of the search. */
  List<Path> all() {
    return List.copyOf(folders);
  }
}
