package org.smashnas.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipFile;

/** One download over HTTP, which goes on where the last one broke off. */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int BUFFER = 1 << 16;

  private final Source source;
  private final String mirror;
  private final Path folder;
  private final PrintStream out;

  /**
   * Prepares to fetch {@code source}.
   *
   * @param mirror as for {@link Source#address}
   * @param out for the progress bar and the result
   */
  Download(Source source, String mirror, Path folder, PrintStream out) {
    this.source = source;
    this.mirror = mirror;
    this.folder = folder;
    this.out = out;
  }

  Path run() {
    if (!source.isPublic()) {
      throw new DataException(
          "%s cannot be fetched without a login: get it from %s and put %s into %s"
              .formatted(source.title(), source.page(), source.file(), folder));
    }
    Path file = folder.resolve(source.file());
    try {
      Files.createDirectories(folder);
      if (Files.exists(file)) {
        checkPresent(file);
        out.printf("%s is there already. %s%n", file, source.terms());
      } else {
        fetch(file);
        out.printf("%s is in %s. %s%n", source.title(), file, source.terms());
      }
      return file;
    } catch (IOException e) {
      throw new DataException(
          "%s could not be fetched (%s); what came so far is kept, fetch it again to go on"
              .formatted(address(), reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException(
          "Fetching %s was interrupted; what came so far is kept, fetch it again to go on"
              .formatted(address()),
          e);
    }
  }

  private void checkPresent(Path file) throws IOException {
    Optional<String> wrong = wrong(file);
    if (wrong.isPresent()) {
      throw new DataException(
          "%s is there but not the official file (%s); move it away or delete it, then fetch again"
              .formatted(file, wrong.get()));
    }
  }

  private void fetch(Path file) throws IOException, InterruptedException {
    Path part = folder.resolve(source.file() + ".part");
    long have = Files.exists(part) ? Files.size(part) : 0;
    // A download may have been ended between its last byte and its name.
    if (have == 0 || wrong(part).isPresent()) {
      receive(part, have);
      Optional<String> wrong = wrong(part);
      if (wrong.isPresent()) {
        Files.delete(part);
        throw new DataException(
            "What came from %s is not %s (%s); it was deleted, so fetch it again or from elsewhere"
                .formatted(address(), source.file(), wrong.get()));
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void receive(Path part, long have) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = ask(have);
    if (have > 0 && !goesOn(response, have) && response.statusCode() != OK) {
      response.body().close();
      response = ask(0);
    }
    try (InputStream in = response.body()) {
      if (goesOn(response, have)) {
        copy(in, part, have, length(response), StandardOpenOption.APPEND);
      } else if (response.statusCode() == OK) {
        copy(in, part, 0, length(response), StandardOpenOption.TRUNCATE_EXISTING);
      } else {
        throw new DataException(
            "%s cannot be fetched: its server answered %d; try again later, or name another place"
                    .formatted(address(), response.statusCode())
                + " in SMASH_MIRROR");
      }
    }
  }

  /** Whether a response continues a file of {@code have} bytes, more than 0. */
  private static boolean goesOn(HttpResponse<?> response, long have) {
    return have > 0
        && response.statusCode() == PARTIAL
        && response
            .headers()
            .firstValue("Content-Range")
            .filter(range -> range.startsWith("bytes " + have + "-"))
            .isPresent();
  }

  private static long length(HttpResponse<?> response) {
    return response.headers().firstValueAsLong("Content-Length").orElse(-1);
  }

  private HttpResponse<InputStream> ask(long from) throws IOException, InterruptedException {
    HttpRequest.Builder request = request();
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(Duration.ofSeconds(30))
        .proxy(new EnvironmentProxies(System.getenv()))
        .build()
        .send(
            request.timeout(Duration.ofMinutes(1)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request() {
    try {
      return HttpRequest.newBuilder(address());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "SMASH_MIRROR is \"%s\"; give the http or https address of a folder".formatted(mirror),
          e);
    }
  }

  private URI address() {
    return source.address(mirror);
  }

  private void copy(InputStream in, Path part, long have, long rest, StandardOpenOption how)
      throws IOException {
    ProgressLine progress = new ProgressLine(source.title(), have, rest, out);
    try (OutputStream to = Files.newOutputStream(part, StandardOpenOption.CREATE, how)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        to.write(buffer, 0, n);
        progress.add(n);
      }
    } finally {
      progress.end();
    }
  }

  /** What is wrong with a file that should be the official one, empty if it is whole. */
  private Optional<String> wrong(Path file) throws IOException {
    if (!source.md5().isEmpty()) {
      String md5 = md5(file);
      return md5.equals(source.md5())
          ? Optional.empty()
          : Optional.of("its MD5 is %s, not %s".formatted(md5, source.md5()));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.size() > 0 ? Optional.empty() : Optional.of("it is an empty zip archive");
    } catch (IOException e) {
      return Optional.of("it is no whole zip archive");
    }
  }

  private static String md5(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof ConnectException ? "no connection" : e.getMessage();
  }
}
