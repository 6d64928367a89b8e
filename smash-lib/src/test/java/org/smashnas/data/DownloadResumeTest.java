package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads that break off and are gone on with, and two of one file. */
class DownloadResumeTest extends DownloadServer {
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
  void aPartOfAnotherFileIsDeletedOnceItIsKnownToBe() throws Exception {
    havePart(new byte[1000]);
    serve(this::answerRanges);
    assertFails("is not set.tar.gz", "was deleted");
    assertNothingIsThere();
    assertThat(fetch()).hasBinaryContent(content);
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
}
