package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from their start, from a server that is as good or as bad as each test needs. */
class DownloadTest extends DownloadServer {
  @Test
  void aFileComesWholeIntoAFolderThatIsMadeForIt() throws Exception {
    serve(this::answerRanges);
    assertThat(fetch()).isEqualTo(file).hasBinaryContent(content);
    assertThat(part).doesNotExist();
    assertThat(text()).contains("100% of 0 MB", "A Set is in " + file, "Be kind.");
    assertThat(text().split("\r").length).isLessThanOrEqualTo(102);

    fetch();
    assertThat(text()).contains(file + " is there already.");
    assertThat(ranges).containsExactly("none");
  }

  @Test
  void anotherFileOfTheSameNameIsDeletedSoThatItIsNotGoneOnWith() throws Exception {
    serve(exchange -> answer(exchange, 200, 6, Archives.bytes("<html>")));
    assertFails("is not set.tar.gz", "its MD5 is", "was deleted");
    assertNothingIsThere();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 503, 206})
  void anAnswerWithoutTheFileIsSaid(int status) throws Exception {
    serve(exchange -> answer(exchange, status, 6, Archives.bytes("<html>")));
    assertFails("answered " + status, "SMASH_MIRROR");
    assertNothingIsThere();
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws Exception {
    havePart(new byte[10]);
    server.stop(0);
    assertFails("could not be fetched (no connection)");
    assertThat(part).exists();
  }

  @Test
  void aFileOfTheUsersOwnIsNeverReplaced() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(file, "mine");
    assertFails(file.toString(), "not the official file", "move it away");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aByteThatFlippedOnTheWayIsFoundByEitherChecksum() throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    serve(exchange -> answer(exchange, 200, SIZE, content));
    assertThat(fetch(sha256)).hasBinaryContent(content);

    Files.delete(file);
    byte[] flipped = content.clone();
    flipped[SIZE / 2] ^= 1;
    serve(exchange -> answer(exchange, 200, SIZE, flipped));
    assertThatThrownBy(() -> fetch(sha256)).hasMessageContainingAll("its SHA-256 is", sha256);
    assertFails("its MD5 is", md5());
    assertNothingIsThere();
  }

  @Test
  void everyFileThatIsFetchedHasAChecksum() {
    assertThat(Source.ALL.stream().filter(Source::isPublic).map(Source::checksum))
        .allMatch(sum -> sum.matches("[0-9a-f]{32}|[0-9a-f]{64}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.org", "no address", "data"})
  void aMirrorThatIsNoAddressIsRefused(String mirror) {
    assertThatThrownBy(() -> new Download(source("", ""), mirror, folder, out()).run())
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("SMASH_MIRROR", mirror, "http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:secret",
        "user:secret",
        "https://user:secret/",
        "https://user:a secret@localhost/data",
        "https://user:secret@",
        "ftp://user:secret@localhost/",
        "ftp://localhost/?token=secret",
        "http://user:secret@localhost:1/data",
        "http://secret@localhost:1/data",
        "http://localhost:1/data?token=secret",
        "http://user:12#secret@localhost:1/"
      })
  void aPasswordInAMirrorsAddressIsNeverPrinted(String mirror) {
    assertThatThrownBy(() -> new Download(source("", ""), mirror, folder, out()).run())
        .isInstanceOf(DataException.class)
        .satisfies(e -> assertThat(DownloadServer.wholeText(e)).doesNotContain("secret"));
    assertThat(text()).doesNotContain("secret");
  }

  @Test
  void everyOfficialAddressIsMadeOfItsFolderAndFileAndAMirrorTakesTheFoldersPlace() {
    assertThat(Source.CIFAR10.address(null))
        .hasToString("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
    assertThat(Source.STL10.address(" http://mirror/a "))
        .hasToString("http://mirror/a/stl10_binary.tar.gz");
    assertThat(Downloads.names())
        .containsExactly("cifar10", "cifar100", "stl10", "modelnet10", "modelnet40");
  }

  @Test
  void theReadmeOfTheDataHasTheAddressesThatAreUsed() throws IOException {
    String readme = Files.readString(Path.of("..", "data", "README.md"));
    for (Source each : Source.ALL) {
      assertThat(readme).contains("| `" + each.name() + "` |", each.checksum());
      assertThat(readme).contains(each.isPublic() ? "<" + each.address(null) + ">" : each.page());
    }
  }

  @Test
  void whatCannotBeFetchedIsSaid() {
    assertThatThrownBy(() -> Downloads.fetch("cifar", folder))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("\"cifar\"", "cifar10, cifar100, stl10");
    assertThatThrownBy(() -> Downloads.fetch("imagenet32", folder))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("login", "image-net.org", folder.toString());
    assertThat(folder).doesNotExist();
  }
}
