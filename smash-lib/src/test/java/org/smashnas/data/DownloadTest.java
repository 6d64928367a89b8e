package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a server of this JVM that is as good or as bad as each test needs. */
class DownloadTest {
  private static final int SIZE = 300_000;

  private final byte[] content = new byte[SIZE];
  private final List<String> ranges = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  @TempDir Path parent;
  private Path folder;
  private Path file;
  private Path part;
  private Path lock;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    folder = parent.resolve("data");
    file = folder.resolve("set.tar.gz");
    part = folder.resolve("set.tar.gz.part");
    lock = folder.resolve(".set.tar.gz.lock");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

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
  void aDownloadThatBreaksOffIsGoneOnWith() throws Exception {
    serve(exchange -> answer(exchange, 200, SIZE, Arrays.copyOf(content, 100_000)));
    assertFails("could not be fetched", "kept", "fetch it again");
    assertThat(part).hasBinaryContent(Arrays.copyOf(content, 100_000));
    assertThat(file).doesNotExist();

    serve(this::answerRanges);
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("none", "bytes=100000-");
  }

  @Test
  void aServerThatStopsSendingIsGivenUpAndWhatCameIsGoneOnWith() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, SIZE);
          exchange.getResponseBody().write(content, 0, 100_000);
          exchange.getResponseBody().flush();
          await(over);
        });
    assertThatThrownBy(() -> download(md5(), Duration.ofMillis(1500)).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("could not be fetched (no byte came for 1.50 seconds); what came")
        .hasMessageContaining("fetch it again to go on");
    over.countDown();
    assertThat(part).hasBinaryContent(Arrays.copyOf(content, 100_000));

    serve(this::answerRanges);
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("none", "bytes=100000-");
  }

  @Test
  void anInterruptKeepsTheFlagAndWhatCame() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, SIZE);
          exchange.getResponseBody().write(content, 0, 1000);
          exchange.getResponseBody().flush();
          caller.interrupt();
          await(over);
        });
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("was interrupted; what came so far is kept");
    assertThat(Thread.interrupted()).isTrue();
    over.countDown();

    serve(this::answerRanges);
    assertThat(fetch()).hasBinaryContent(content);
  }

  @Test
  void aSecondDownloadOfTheSameFileIsRefusedInThisProcess() throws Exception {
    serve(
        exchange -> {
          // While the first one waits for its answer.
          assertFails("is being fetched by another notebook or process", "wait until it is done");
          answerRanges(exchange);
        });
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("none");
  }

  @Test
  void soItIsWhileAnotherProcessFetchesIt() throws Exception {
    Files.createDirectories(folder);
    serve(this::answerRanges);
    Process other = Jvm.of(Holder.class).with(lock.toString()).start();
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("held");
      assertFails("is being fetched by another notebook or process");
      assertThat(ranges).isEmpty();
    } finally {
      other.getOutputStream().close(); // lets the other one end
      other.waitFor();
    }
    assertThat(fetch()).hasBinaryContent(content);
  }

  /** Another process, which holds the lock of the file named until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] file) throws IOException {
      try (FileChannel lock =
          FileChannel.open(Path.of(file[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock();
        System.out.println("held");
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "300000, old, 1000-299999/300000, The server's file has another tag",
    "300001, new, 1000-299999/300000, It has another size",
    "300000, new, 1000-299998/300000, The answer is not all of the rest",
    "300000, new, 999-299999/300000, It starts elsewhere",
    "300000, new, none, It does not say what it is"
  })
  void aPartThatTheAnswerDoesNotContinueIsBegunAnew(long size, String tag, String range, String why)
      throws Exception {
    havePart(new byte[1000]);
    Files.writeString(lock, size + " " + tag + "\n");
    serve(
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "new");
          if (range(exchange).equals("none")) {
            answer(exchange, 200, SIZE, content);
          } else {
            exchange.getResponseHeaders().add("Content-Range", "bytes " + range);
            answer(exchange, 206, SIZE - 1000, Arrays.copyOfRange(content, 1000, SIZE));
          }
        });
    assertThat(fetch()).as(why).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=1000-", "none");
    assertThat(text()).contains("set.tar.gz.part is fetched from its start");
  }

  @Test
  void aPartOfTheServersFileIsGoneOnWith() throws Exception {
    havePart(Arrays.copyOf(content, 1000));
    Files.writeString(lock, SIZE + " \"a tag\"\n");
    serve(
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "\"a tag\"");
          answerRanges(exchange);
        });
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=1000-");
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() throws Exception {
    havePart(Arrays.copyOf(content, 1000));
    serve(exchange -> answer(exchange, 200, SIZE, content));
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=1000-");
  }

  @Test
  void aPartLongerThanTheFileIsFetchedFromTheStart() throws Exception {
    havePart(new byte[SIZE + 1]);
    serve(this::answerRanges);
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=300001-", "none");
  }

  @Test
  void anAnswerThatStartsElsewhereIsNotAppended() throws Exception {
    havePart(Arrays.copyOf(content, 1000));
    serve(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Range", "bytes 0-299999/300000");
          answer(exchange, range(exchange).equals("none") ? 200 : 206, SIZE, content);
        });
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=1000-", "none");
  }

  @Test
  void aWholePartGetsItsNameWithoutTheServer() throws Exception {
    havePart(content);
    server.stop(0);
    assertThat(fetch()).hasBinaryContent(content);
  }

  @Test
  void anotherFileOfTheSameNameIsDeletedSoThatItIsNotGoneOnWith() throws Exception {
    serve(exchange -> answer(exchange, 200, 6, Archives.bytes("<html>")));
    assertFails("is not set.tar.gz", "its MD5 is", "was deleted");
    assertNothingIsThere();
  }

  @Test
  void aPartOfAnotherFileIsDeletedOnceItIsKnownToBe() throws Exception {
    havePart(new byte[1000]);
    serve(this::answerRanges);
    assertFails("is not set.tar.gz", "was deleted");
    assertNothingIsThere();
    assertThat(fetch()).hasBinaryContent(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 503, 206})
  void anAnswerWithoutTheFileIsSaid(int status) throws Exception {
    serve(exchange -> answer(exchange, status, 6, Archives.bytes("<html>")));
    assertFails("answered " + status, "SMASH_MIRROR");
    assertNothingIsThere();
  }

  @Test
  void aRedirectIsFollowedAndTheDownloadStillGoesOn() throws Exception {
    havePart(Arrays.copyOf(content, 1000));
    serve(
        exchange -> {
          if (exchange.getRequestURI().getPath().startsWith("/moved/")) {
            answerRanges(exchange);
          } else {
            exchange.getResponseHeaders().add("Location", "/moved/set.tar.gz");
            answer(exchange, 302, -1, new byte[0]);
          }
        });
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=1000-", "bytes=1000-");
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
  void withoutAPublishedChecksumOnlyAWholeZipIsTaken() throws Exception {
    byte[] zip = zip();
    serve(exchange -> answer(exchange, 200, zip.length, zip));
    assertThat(fetch("")).hasBinaryContent(zip);

    Files.delete(file);
    serve(exchange -> answer(exchange, 200, zip.length - 1, Arrays.copyOf(zip, zip.length - 1)));
    assertThatThrownBy(() -> fetch("")).hasMessageContaining("no whole zip archive");
    assertNothingIsThere();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.org", "no address", "data"})
  void aMirrorThatIsNoAddressIsRefused(String mirror) {
    assertThatThrownBy(() -> new Download(source("", ""), mirror, folder, out()).run())
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("SMASH_MIRROR", mirror, "http");
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
      assertThat(readme).contains("| `" + each.name() + "` |", each.md5());
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

  private Path fetch() throws Exception {
    return fetch(md5());
  }

  private Path fetch(String md5) {
    return download(md5, Duration.ofMinutes(1)).run();
  }

  private Download download(String md5, Duration patience) {
    String address = "http://localhost:" + server.getAddress().getPort() + "/some/place/";
    return new Download(source(address, md5), null, folder, out(), patience);
  }

  private String md5() throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Source source(String address, String md5) {
    String place = address.isEmpty() ? "http://localhost/" : address;
    return new Source("set", "A Set", "set.tar.gz", place, md5, "http://page", "Be kind.");
  }

  private PrintStream out() {
    return new PrintStream(printed, true, StandardCharsets.UTF_8);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void havePart(byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    Files.write(part, bytes);
  }

  private void assertFails(String... parts) {
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("set.tar.gz")
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }

  private void assertNothingIsThere() {
    // Only the lock, which is never deleted.
    assertThat(folder).isDirectoryNotContaining(each -> !each.equals(lock));
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void serve(Answer answer) {
    if (!ranges.isEmpty()) {
      server.removeContext("/");
    }
    server.createContext(
        "/",
        exchange -> {
          ranges.add(range(exchange));
          answer.to(exchange);
        });
  }

  private static String range(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? "none" : range;
  }

  private void answerRanges(HttpExchange exchange) throws IOException {
    String range = range(exchange);
    if (range.equals("none")) {
      answer(exchange, 200, SIZE, content);
      return;
    }
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    if (from >= SIZE) {
      answer(exchange, 416, -1, new byte[0]);
      return;
    }
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes %d-%d/%d".formatted(from, SIZE - 1, SIZE));
    answer(exchange, 206, SIZE - from, Arrays.copyOfRange(content, from, SIZE));
  }

  /** Sends fewer bytes than it claims, if there are fewer, and hangs up. */
  private static void answer(HttpExchange exchange, int status, int length, byte[] body)
      throws IOException {
    exchange.sendResponseHeaders(status, length);
    OutputStream out = exchange.getResponseBody();
    out.write(body);
    out.flush();
    exchange.close();
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("ModelNet10/README.txt"));
      zip.write(new byte[1000]);
    }
    return bytes.toByteArray();
  }
}
