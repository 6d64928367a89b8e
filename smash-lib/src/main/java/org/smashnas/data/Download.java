package org.smashnas.data;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.smashnas.files.AtomicFile;

/** One download over HTTP, which goes on where the last one broke off. */
final class Download {
  private static final int OK = 200;

  /** The longest time without an answer or a byte of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Source source;
  private final String mirror;
  private final Path folder;
  private final PrintStream out;
  private final Duration patience;

  /**
   * Prepares to fetch {@code source}.
   *
   * @param mirror as for {@link Source#address}
   * @param out for the progress bar and the result
   */
  Download(Source source, String mirror, Path folder, PrintStream out) {
    this(source, mirror, folder, out, PATIENCE);
  }

  /** The same with another patience than a minute. */
  Download(Source source, String mirror, Path folder, PrintStream out, Duration patience) {
    this.source = source;
    this.mirror = mirror;
    this.folder = folder;
    this.out = out;
    this.patience = patience;
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
    } catch (InterruptedException | ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
      throw new DataException(
          "Fetching %s was interrupted; what came so far is kept, fetch it again to go on"
              .formatted(shown()),
          e);
    } catch (IOException e) {
      throw new DataException(
          "%s could not be fetched (%s); what came so far is kept, fetch it again to go on"
              .formatted(shown(), reason(e)),
          e);
    }
  }

  private void checkPresent(Path file) throws IOException {
    Optional<String> wrong = source.wrong(file);
    if (wrong.isPresent()) {
      throw new DataException(
          "%s is there but not the official file (%s); move it away or delete it, then fetch again"
              .formatted(file, wrong.get()));
    }
  }

  private void fetch(Path file) throws IOException, InterruptedException {
    try (PartFile part = new PartFile(file)) {
      // Another process may have ended its download in between.
      if (Files.exists(file)) {
        checkPresent(file);
        return;
      }
      // A download may have been ended between its last byte and its name.
      if (part.size() == 0 || source.wrong(part.path()).isPresent()) {
        receive(part);
        Optional<String> wrong = source.wrong(part.path());
        if (wrong.isPresent()) {
          Files.delete(part.path());
          throw new DataException(
              "What came from %s is not %s (%s); it was deleted, so fetch it again or from elsewhere"
                  .formatted(shown(), source.file(), wrong.get()));
        }
      }
      AtomicFile.move(part.path(), file);
    }
  }

  private void receive(PartFile part) throws IOException, InterruptedException {
    long have = part.size();
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = ask(have);
    boolean goesOn = have > 0 && part.origin().isContinuedBy(response, have);
    if (have > 0 && !goesOn) {
      out.printf(
          "%s is fetched from its start: what is there cannot be gone on with%n", part.path());
      if (response.statusCode() != OK) {
        new SteadyBody(response.body(), patience).close();
        response = ask(0);
      }
    }
    try (SteadyBody body = new SteadyBody(response.body(), patience)) {
      if (!goesOn && response.statusCode() != OK) {
        throw new DataException(
            "%s cannot be fetched: its server answered %d; try again later, or name another place"
                    .formatted(shown(), response.statusCode())
                + " in SMASH_MIRROR");
      }
      Origin origin = Origin.of(response);
      if (!goesOn) {
        part.restart(origin);
      }
      copy(body, part, origin.size());
    }
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(long from)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request();
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    EnvironmentProxies proxies = new EnvironmentProxies(System.getenv());
    Authenticator passwords = proxies.passwords();
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(Duration.ofSeconds(30))
        .proxy(proxies)
        .authenticator(passwords)
        .build()
        .send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofPublisher());
  }

  private HttpRequest.Builder request() {
    try {
      return HttpRequest.newBuilder(source.address(mirror));
    } catch (IllegalArgumentException e) {
      // Not given as the cause: its message has the whole address, and that may have a password.
      throw new DataException(
          "SMASH_MIRROR is \"%s\"; give the http or https address of a folder"
              .formatted(new Address(mirror)));
    }
  }

  /** The file's address without what may be a password. */
  private Address shown() {
    return new Address(source.place(mirror));
  }

  private void copy(SteadyBody body, PartFile part, long whole)
      throws IOException, InterruptedException {
    ProgressLine progress = new ProgressLine(source.title(), part.size(), whole, out);
    try (FileChannel to = part.append()) {
      for (int n = body.writeNext(to); n >= 0; n = body.writeNext(to)) {
        progress.add(n);
      }
    } finally {
      progress.end();
    }
    if (whole >= 0 && part.size() != whole) {
      throw new IOException("it ended after %d of %d bytes".formatted(part.size(), whole));
    }
  }

  private static String reason(IOException e) {
    return e instanceof ConnectException ? "no connection" : e.getMessage();
  }
}
