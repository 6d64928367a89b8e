package org.smashnas.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
