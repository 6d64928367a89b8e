package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every loader of a tar.gz archive against archives that no longer are what they were. */
class DamagedArchiveTest {
  enum Kind {
    CIFAR10 {
      @Override
      Map<String, byte[]> members() {
        return TinyCifar.members();
      }

      @Override
      Dataset read(Path archive) {
        return Datasets.cifar10(archive);
      }
    },
    CIFAR100 {
      @Override
      Map<String, byte[]> members() {
        return TinyCifar.hundred();
      }

      @Override
      Dataset read(Path archive) {
        return Datasets.cifar100(archive);
      }
    },
    STL10 {
      @Override
      Map<String, byte[]> members() {
        return TinyStl.members();
      }

      @Override
      Dataset read(Path archive) {
        return Datasets.stl10(archive);
      }
    };

    abstract Map<String, byte[]> members();

    abstract Dataset read(Path archive);
  }

  @TempDir Path parent;

  @ParameterizedTest
  @EnumSource
  void cutAnywhere(Kind kind) throws IOException {
    Map<String, byte[]> members = kind.members();
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    members.put("readme.html", noise);
    Path archive = archive(members);
    byte[] whole = Files.readAllBytes(archive);
    for (int length = 2; length < whole.length; length += 997) {
      Files.write(archive, Arrays.copyOf(whole, length));
      assertFails(kind, "truncated or damaged");
    }
    Files.write(archive, Arrays.copyOf(whole, whole.length - 1));
    assertFails(kind, "truncated or damaged");
  }

  @ParameterizedTest
  @EnumSource
  void aByteOfTheChecksumChanged(Kind kind) throws IOException {
    Path archive = archive(kind.members());
    byte[] whole = Files.readAllBytes(archive);
    whole[whole.length - 6] ^= 1;
    Files.write(archive, whole);
    assertFails(kind, "truncated or damaged");
  }

  @ParameterizedTest
  @EnumSource
  void noArchiveAtAll(Kind kind) throws IOException {
    write(Archives.bytes("<!DOCTYPE html><title>404</title>"));
    assertFails(kind, "is no tar.gz archive but a web page");
    write(Archives.bytes("PK"));
    assertFails(kind, "is no tar.gz archive but something else");
    write(new byte[0]);
    assertFails(kind, "is empty");
    writeZipped(Archives.bytes("<html>".repeat(1000)));
    assertFails(kind, "truncated or damaged");
  }

  @ParameterizedTest
  @EnumSource
  void noMembers(Kind kind) throws IOException {
    archive(Map.of());
    assertFails(kind, "an archive without a file");
  }

  @ParameterizedTest
  @EnumSource
  void membersOfOtherNames(Kind kind) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    kind.members().forEach((name, contents) -> members.put(name + ".old", contents));
    archive(members);
    assertFails(kind, " has no ", "binary version from https://");
  }

  @ParameterizedTest
  @EnumSource
  void aMemberTwice(Kind kind) throws IOException {
    Map<String, byte[]> members = kind.members();
    String first =
        members.keySet().stream().filter(name -> name.startsWith("test")).findFirst().orElseThrow();
    members.put("again/" + first, members.get(first));
    archive(members);
    assertFails(kind, "holds " + first + " twice");
  }

  @ParameterizedTest
  @EnumSource
  void aMemberOfOneByteMoreOrNone(Kind kind) throws IOException {
    List<String> files =
        kind.members().keySet().stream()
            .filter(name -> name.endsWith(".bin") && !name.startsWith("unlabeled"))
            .toList();
    for (String file : files) {
      Map<String, byte[]> members = kind.members();
      byte[] right = members.get(file);
      members.put(file, Arrays.copyOf(right, right.length + 1));
      archive(members);
      assertFails(kind, file);
      members.put(file, new byte[0]);
      archive(members);
      assertFails(kind, file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSizeInTheHeaderThatIsNotThere(Kind kind) throws IOException {
    String name = kind.members().keySet().iterator().next();
    byte[] header = Archives.header(name, 8_000_000_000L);
    writeZipped(Arrays.copyOf(header, header.length + 4096));
    assertFails(kind, "truncated or damaged");
  }

  @ParameterizedTest
  @EnumSource
  void aMemberThatPointsOutOfTheArchiveIsNeverWritten(Kind kind) throws IOException {
    Map<String, byte[]> members = kind.members();
    members.put("../../escaped.bin", new byte[10]);
    members.put("/escaped.bin", new byte[10]);
    Path archive = archive(members);
    assertThat(kind.read(archive).train().size()).isPositive();
    assertNothingElseIsThere();
  }

  @Test
  void aMemberThatUnpacksToMoreThanAllowedIsRefusedBeforeAllOfItIsThere() throws IOException {
    Path archive = archive(Map.of("train.bin", new byte[5_000_000]));
    assertThat(Files.size(archive)).isLessThan(10_000);
    assertThatThrownBy(
            () -> Members.read(archive, Source.CIFAR100, Map.of("train.bin", 99), new Unread()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train.bin is larger than 99 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void aTextThatUnpacksToMoreThanAnyTextIsRefused(Kind kind) throws IOException {
    Map<String, byte[]> members = kind.members();
    for (String name : List.of("batches.meta.txt", "fine_label_names.txt", "class_names.txt")) {
      members.put(name, new byte[Members.TEXT + 1]);
    }
    archive(members);
    assertFails(kind, ".txt is larger than 1000000 bytes");
  }

  private Path archive(Map<String, byte[]> members) throws IOException {
    return Archives.tarGz(file(), members);
  }

  private void write(byte[] contents) throws IOException {
    Files.write(file(), contents);
  }

  private void writeZipped(byte[] contents) throws IOException {
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file()))) {
      zipped.write(contents);
    }
  }

  private Path file() {
    return parent.resolve("data.tar.gz");
  }

  private void assertFails(Kind kind, String... parts) throws IOException {
    assertThatThrownBy(() -> kind.read(file()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
    assertNothingElseIsThere();
  }

  private void assertNothingElseIsThere() throws IOException {
    try (Stream<Path> files = Files.walk(parent)) {
      assertThat(files).containsExactlyInAnyOrder(parent, file());
    }
  }
}
