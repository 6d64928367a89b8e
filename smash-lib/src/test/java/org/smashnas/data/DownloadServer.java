package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server of this JVM that is as good or as bad as each test of downloads needs. */
abstract class DownloadServer {
  static final int SIZE = 300_000;

  final byte[] content = new byte[SIZE];
  final List<String> ranges = new ArrayList<>();
  final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  @TempDir Path parent;
  Path folder;
  Path file;
  Path part;
  Path lock;
  HttpServer server;

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

  Path fetch() throws Exception {
    return fetch(md5());
  }

  Path fetch(String md5) {
    return download(md5, Duration.ofMinutes(1)).run();
  }

  Download download(String md5, Duration patience) {
    String address = "http://localhost:" + server.getAddress().getPort() + "/some/place/";
    return new Download(source(address, md5), null, folder, out(), patience);
  }

  String md5() throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Source source(String address, String md5) {
    String place = address.isEmpty() ? "http://localhost/" : address;
    return new Source("set", "A Set", "set.tar.gz", place, md5, "http://page", "Be kind.");
  }

  PrintStream out() {
    return new PrintStream(printed, true, StandardCharsets.UTF_8);
  }

  String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  void havePart(byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    Files.write(part, bytes);
  }

  void assertFails(String... parts) {
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("set.tar.gz")
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }

  void assertNothingIsThere() {
    // Only the lock, which is never deleted.
    assertThat(folder).isDirectoryNotContaining(each -> !each.equals(lock));
  }

  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  void serve(Answer answer) {
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

  static String range(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? "none" : range;
  }

  void answerRanges(HttpExchange exchange) throws IOException {
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
  static void answer(HttpExchange exchange, int status, int length, byte[] body)
      throws IOException {
    exchange.sendResponseHeaders(status, length);
    OutputStream out = exchange.getResponseBody();
    out.write(body);
    out.flush();
    exchange.close();
  }

  /** All that anything prints of an exception: its causes and their messages too. */
  static String wholeText(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
