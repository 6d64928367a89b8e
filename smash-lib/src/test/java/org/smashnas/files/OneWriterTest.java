package org.smashnas.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneWriterTest {
  @TempDir private Path folder;

  @Test
  void aSecondWriterIsRefusedUntilTheFirstIsDone() {
    Path file = folder.resolve("new/table.arrow");
    try (OneWriter first = OneWriter.of(file)) {
      assertThat(first.file()).isEqualTo(file);
      assertThatThrownBy(() -> OneWriter.of(file))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("table.arrow is being written by another run");
      OneWriter.of(folder.resolve("new/other.arrow")).close();
    }
    OneWriter.of(file).close();
    assertThat(folder.resolve("new")).isEmptyDirectory();
  }

  @Test
  void aMarkThatACrashLeftKeepsNobodyOut() throws Exception {
    Files.createFile(folder.resolve("table.arrow.lock"));
    OneWriter.of(folder.resolve("table.arrow")).close();
    assertThat(folder).isEmptyDirectory();
  }
}
