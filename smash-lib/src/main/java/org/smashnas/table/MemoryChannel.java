package org.smashnas.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A channel into memory.
 *
 * <p>Not {@code Channels.newChannel}: that one throws in a thread which a notebook's stop button
 * has interrupted.
 */
final class MemoryChannel implements WritableByteChannel {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  byte[] bytes() {
    return written.toByteArray();
  }

  @Override
  public int write(ByteBuffer source) {
    byte[] chunk = new byte[source.remaining()];
    source.get(chunk);
    written.writeBytes(chunk);
    return chunk.length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
