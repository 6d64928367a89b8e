package org.smashnas.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  @TempDir Path folder;

  @Test
  void aSecondWriterIsRefusedAndReadersSeeTheOldOneUntilTheNewOneIsWhole() throws IOException {
    Path net = folder.resolve("new/net");
    write(net, "old");
    AtomicFolder.replace(
        net,
        "a network",
        Set.of("part"),
        into -> {
          Files.writeString(into.resolve("part"), "new");
          assertThat(net.resolve("part")).hasContent("old");
          assertThatThrownBy(() -> write(net, "other"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("net is being written by this very process");
        });
    assertThat(net.resolve("part")).hasContent("new");
    assertThat(net.getParent().toFile().list()).containsExactly("net");
  }

  @Test
  void whereAWriterWasKilledBetweenItsTwoMovesTheEarlierFolderIsFound() throws IOException {
    Path net = folder.resolve("net");
    Path old = folder.resolve("net." + UUID.randomUUID() + ".old");
    Path fresh = folder.resolve("net." + UUID.randomUUID() + ".new");
    for (Path left : new Path[] {old, fresh}) {
      Files.createDirectory(left);
      Files.writeString(left.resolve("part"), left == old ? "old" : "new");
    }
    assertThat(AtomicFolder.find(net).resolve("part")).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("net");
  }

  @Test
  void whatKilledWritersLeftIsDeletedByTheNext() throws IOException {
    Path net = folder.resolve("net");
    write(net, "old");
    for (String ending : new String[] {"old", "new"}) {
      Path left = folder.resolve("net." + UUID.randomUUID() + "." + ending);
      Files.createDirectory(left);
      Files.writeString(left.resolve("part"), "left");
    }
    Files.createDirectory(folder.resolve("net.own"));
    write(net, "new");
    assertThat(net.resolve("part")).hasContent("new");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("net", "net.own");
  }

  @Test
  void aSymbolicLinkStaysWhetherItsTargetIsThereOrNot() throws IOException {
    Path net = Files.createSymbolicLink(folder.resolve("link"), Path.of("disk/net"));
    Files.createDirectory(folder.resolve("disk"));
    for (String text : new String[] {"first", "second"}) {
      write(net, text);
      assertThat(net).isSymbolicLink();
      assertThat(folder.resolve("disk/net/part")).hasContent(text);
    }
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("disk", "link");
  }

  private static void write(Path net, String text) throws IOException {
    AtomicFolder.replace(
        net, "a network", Set.of("part"), into -> Files.writeString(into.resolve("part"), text));
  }
}
