package org.smashnas.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A kind of folder that is written as {@link AtomicFolder} does, with the {@link Checksums} of its
 * files.
 *
 * @param what it is, as errors say it, for example "an export"
 * @param parts names of all that such a folder may hold, its checksums included
 */
public record WholeFolder(String what, Set<String> parts) {
  public WholeFolder {
    Set<String> all = new TreeSet<>(parts);
    all.add(Checksums.FILE);
    parts = Set.copyOf(all);
  }

  /**
   * Writes a new folder, or a whole one in the place of an earlier one.
   *
   * @param folder absent, empty or an earlier one of this kind
   * @param fill writes the files into the folder that it is given
   * @throws IllegalArgumentException if the folder holds anything else
   * @throws IllegalStateException if another writer is at it
   * @throws UncheckedIOException if it cannot be written; what was there then stays
   */
  public void replace(Path folder, AtomicFolder.Content fill) {
    try {
      AtomicFolder.replace(
          folder,
          what,
          parts,
          fresh -> {
            fill.writeTo(fresh);
            Checksums.write(fresh);
          });
    } catch (IOException e) {
      throw failure(folder, e);
    } catch (UncheckedIOException e) {
      throw failure(folder, e.getCause());
    }
  }

  private UncheckedIOException failure(Path folder, IOException cause) {
    return new UncheckedIOException(
        "cannot write %s to %s (%s: %s); give a path where this process may write and whose disk has room"
            .formatted(what, folder, cause.getClass().getSimpleName(), cause.getMessage()),
        cause);
  }
}
