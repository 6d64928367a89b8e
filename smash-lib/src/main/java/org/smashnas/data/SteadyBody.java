package org.smashnas.data;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response's body whose sender must not pause for long; HttpClient itself would wait for ever.
 */
final class SteadyBody implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
  /** What came: bytes, or the end if there are none, or why there is no more. */
  private record Piece(List<ByteBuffer> bytes, Throwable failure) {}

  private final Duration patience;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private volatile Flow.Subscription subscription;

  /**
   * Begins to receive.
   *
   * @param patience the longest time without a byte, above 0
   */
  SteadyBody(Flow.Publisher<List<ByteBuffer>> body, Duration patience) {
    this.patience = patience;
    body.subscribe(this);
  }

  /**
   * Waits for the next bytes and writes them.
   *
   * @return how many, or -1 at the body's end
   * @throws HttpTimeoutException if none come in time
   */
  int writeNext(FileChannel to) throws IOException, InterruptedException {
    Piece piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (piece == null) {
      throw new HttpTimeoutException(
          "no byte came for %.3g seconds".formatted(patience.toMillis() / 1000.0));
    }
    if (piece.failure() != null) {
      throw new IOException(piece.failure().getMessage(), piece.failure());
    }
    if (piece.bytes() == null) {
      return -1;
    }
    int count = 0;
    for (ByteBuffer each : piece.bytes()) {
      while (each.hasRemaining()) {
        count += to.write(each);
      }
    }
    subscription.request(1);
    return count;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    pieces.add(new Piece(bytes, null));
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(new Piece(null, failure));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(null, null));
  }

  /** Lets go of the connection, however much is still to come. */
  @Override
  public void close() {
    Flow.Subscription known = subscription;
    if (known != null) {
      known.cancel();
    }
  }
}
