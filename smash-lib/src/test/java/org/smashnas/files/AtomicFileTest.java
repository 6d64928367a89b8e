package org.smashnas.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void theOldFileStaysUntilTheNewOneIsWhole() throws IOException {
    Path file = folder.resolve("a");
    AtomicFile.write(file, new byte[] {1, 2});
    AtomicFile.write(
        file,
        out -> {
          out.write(3);
          assertThat(file).hasBinaryContent(new byte[] {1, 2});
          out.write(new byte[] {4, 5});
        });
    assertThat(file).hasBinaryContent(new byte[] {3, 4, 5});
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  @Test
  void aFailureLeavesWhatWasThereAndNothingBeside() throws IOException {
    Path file = folder.resolve("a");
    AtomicFile.write(file, new byte[] {1, 2});
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1000]);
                      throw new IOException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("none/a"), new byte[1]))
        .isInstanceOf(IOException.class);
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  @Test
  void whoMayReadItIsWhatItIsForOrdinaryFiles() throws IOException {
    Path ordinary = Files.createFile(folder.resolve("ordinary"));
    Path file = folder.resolve("a");
    AtomicFile.write(file, new byte[1]);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @Test
  void anInterruptedThreadWritesAllTheSame() throws IOException {
    Path file = folder.resolve("a");
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(file, new byte[] {1});
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasBinaryContent(new byte[] {1});
  }

  @Test
  void aSymbolicLinkStaysAndItsTargetIsWritten() throws IOException {
    Path target = folder.resolve("disk/a");
    Files.createDirectory(target.getParent());
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("disk/a"));
    AtomicFile.write(link, new byte[] {1});
    assertThat(target).hasBinaryContent(new byte[] {1});
    AtomicFile.move(Files.write(folder.resolve("whole"), new byte[] {2}), link);
    assertThat(target).hasBinaryContent(new byte[] {2});
    assertThat(link).isSymbolicLink();
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    assertThatThrownBy(() -> AtomicFile.write(circle, new byte[1]))
        .hasMessageContaining("leads to no end");
  }

  @Test
  void whatIsNoFileIsRefusedAndStays() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path no : new Path[] {pipe, folder, Path.of("/dev/full")}) {
      assertThatThrownBy(() -> AtomicFile.write(no, new byte[1]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("; give the path of a file");
      assertThat(no).exists();
      assertThat(Files.isRegularFile(no)).isFalse();
    }
  }

  @Test
  void whatKilledWritesLeftIsDeletedByTheNextAndWhatLivesStays() throws IOException {
    String random = "." + UUID.randomUUID() + ".tmp";
    Path dead = Files.write(folder.resolve("a" + random), new byte[1]);
    Path others = Files.write(folder.resolve("ab" + random), new byte[1]);
    FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
    Files.setLastModifiedTime(dead, old);
    Files.setLastModifiedTime(others, old);
    AtomicFile.write(
        folder.resolve("a"),
        out -> {
          assertThat(dead).doesNotExist();
          Path living = AtomicFile.leftovers(folder.resolve("a"), "tmp").get(0);
          Files.setLastModifiedTime(living, old);
          AtomicFile.write(folder.resolve("a"), new byte[] {1});
          assertThat(living).exists();
          out.write(2);
        });
    assertThat(folder.resolve("a")).hasBinaryContent(new byte[] {2});
    assertThat(others).exists();
  }
}
