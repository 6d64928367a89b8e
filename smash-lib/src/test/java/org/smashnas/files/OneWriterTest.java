package org.smashnas.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneWriterTest {
  @TempDir private Path folder;

  @Test
  void aSecondWriterIsRefusedUntilTheFirstIsDone() {
    Path file = folder.resolve("new/table.arrow");
    OneWriter first = OneWriter.of(file);
    assertThat(first.file()).isEqualTo(file);
    assertThatThrownBy(() -> OneWriter.of(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("table.arrow is being written by this very process ")
        .hasMessageContaining(ProcessHandle.current().pid() + " on " + ProcessStatus.host());
    OneWriter.of(folder.resolve("new/other.arrow")).close();
    first.close();
    OneWriter second = OneWriter.of(file);
    first.close();
    assertThatThrownBy(() -> OneWriter.of(file)).isInstanceOf(IllegalStateException.class);
    second.close();
    assertThat(folder.resolve("new")).isEmptyDirectory();
  }

  @Test
  void anotherProcessIsNamedAndItsRightEndsWithItHoweverThatEnds() throws Exception {
    Path file = folder.resolve("table.arrow");
    Process other = HoldWriter.start(file);
    try {
      // Twice: the first refusal must not end the lock.
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> OneWriter.of(file))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageMatching(
                ".*table.arrow is being written by process %d on %s since 20\\S+Z; wait .*"
                    .formatted(other.pid(), ProcessStatus.host()));
      }
    } finally {
      other.destroyForcibly().waitFor();
    }
    OneWriter.of(file).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void amongThreadsThatTakeAndDeleteTheMarkAtOnceOneHasItAtATime() {
    Path file = folder.resolve("table.arrow");
    AtomicInteger inside = new AtomicInteger();
    int most =
        IntStream.range(0, 200)
            .parallel()
            .map(
                i -> {
                  try (OneWriter only = OneWriter.of(file, Duration.ofMinutes(1))) {
                    int now = inside.incrementAndGet();
                    assertThat(only.file()).isEqualTo(file);
                    inside.decrementAndGet();
                    return now;
                  }
                })
            .max()
            .orElseThrow();
    assertThat(most).isEqualTo(1);
  }

  @Test
  void aMarkThatACrashLeftKeepsNobodyOut() throws IOException {
    Path mark = folder.resolve("table.arrow.lock");
    for (String left : new String[] {"", "process 1 on a since b\n"}) {
      Files.writeString(mark, left);
      OneWriter.of(folder.resolve("table.arrow")).close();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void whatIsNoMarkStaysAsItIs() throws IOException {
    Path mark = folder.resolve("table.arrow.lock");
    Files.writeString(mark, "a user's own");
    Path file = folder.resolve("table.arrow");
    assertThatThrownBy(() -> OneWriter.of(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("in a lock's place; move it away");
    assertThat(mark).hasContent("a user's own");
    Files.move(mark, folder.resolve("own"));
    Files.createSymbolicLink(mark, folder.resolve("own"));
    assertThatThrownBy(() -> OneWriter.of(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("symbolic link");
    assertThat(mark).isSymbolicLink().hasContent("a user's own");
  }

  @Test
  void namesOfOneFileShareTheRight() throws IOException {
    Path file = folder.resolve("disk/table.arrow");
    Files.createDirectory(file.getParent());
    Path link = Files.createSymbolicLink(folder.resolve("link.arrow"), file);
    Path linked = Files.createSymbolicLink(folder.resolve("results"), file.getParent());
    try (OneWriter first = OneWriter.of(file)) {
      assertThat(first.file()).isEqualTo(file);
      for (Path name : new Path[] {link, linked.resolve("table.arrow")}) {
        assertThatThrownBy(() -> OneWriter.of(name)).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void anInterruptedThreadTakesItAllTheSame() {
    Thread.currentThread().interrupt();
    try {
      OneWriter.of(folder.resolve("table.arrow")).close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
