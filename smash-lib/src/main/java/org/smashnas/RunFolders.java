package org.smashnas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.smashnas.files.AtomicFolder;
import org.smashnas.files.Checksums;
import org.smashnas.train.Checkpoints;

/** Finds the saved SMASH networks in a folder, at any depth and behind symbolic links. */
final class RunFolders extends SimpleFileVisitor<Path> {
  private final Path root;
  private final List<SavedRun> found = new ArrayList<>();

  private RunFolders(Path root) {
    this.root = root;
  }

  static List<SavedRun> read(Path root) {
    RunFolders folders = new RunFolders(root);
    try {
      Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, folders);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + root, e);
    }
    return List.copyOf(folders.found);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean inner = !folder.equals(root);
    if (inner && AtomicFolder.isLeftover(folder)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    try {
      List<Path> steps = Checkpoints.all(folder).stream().filter(RunFolders::isNetwork).toList();
      if (!steps.isEmpty()) {
        found.add(SavedRun.read(name(folder), steps));
      } else if (isNetwork(folder) && !(inner && Checkpoints.isOne(folder))) {
        found.add(SavedRun.read(name(folder), List.of(folder)));
      }
    } catch (UncheckedIOException e) {
      found.add(SavedRun.unreadable(name(folder), e.getMessage()));
    }
    return FileVisitResult.CONTINUE;
  }

  /** A link in a circle, or what a training that goes on has just deleted, is no run. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    if (!(e instanceof FileSystemLoopException || e instanceof NoSuchFileException)) {
      found.add(
          SavedRun.unreadable(
              name(file),
              "cannot read %s (%s); give this process the right to"
                  .formatted(file, e.getClass().getSimpleName())));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException e) {
    return FileVisitResult.CONTINUE;
  }

  /** Also one whose smash.json has got lost: its checksum is there. */
  private static boolean isNetwork(Path folder) {
    if (Files.exists(folder.resolve(SmashFile.NAME))) {
      return true;
    }
    Path sums = folder.resolve(Checksums.FILE);
    try {
      return Files.isRegularFile(sums)
          && Files.readString(sums, StandardCharsets.ISO_8859_1).contains("  " + SmashFile.NAME);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + sums, e);
    }
  }

  private String name(Path folder) {
    return folder.equals(root) ? "." : root.relativize(folder).toString();
  }
}
