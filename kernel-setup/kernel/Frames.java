import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.com.google.gson.Gson;
import org.dflib.jjava.shaded.com.google.gson.JsonObject;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/**
 * Reads messages whole, and drops those that are not this session's or are no Jupyter messages.
 *
 * <p>JJava's own reader throws at a wrong signature, which ends its thread, and takes what is
 * missing of a message from the next one.
 */
final class Frames {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

  /** Signature, header, parent, metadata and content follow the delimiter. */
  private static final int PARTS = 5;

  private static final Gson GSON = gson();

  private Frames() {}

  /** Reads the next message; nothing if there is none, or none that is to be heeded. */
  static Optional<Message<?>> read(ZMQ.Socket socket, HMACGenerator signer) {
    List<byte[]> frames = new ArrayList<>();
    byte[] frame = socket.recv(ZMQ.DONTWAIT);
    while (frame != null) {
      frames.add(frame);
      frame = socket.hasReceiveMore() ? socket.recv() : null;
    }
    try {
      return decode(frames, signer);
    } catch (RuntimeException e) {
      // Signed, but no message that JJava knows how to read.
      return Optional.empty();
    }
  }

  private static Optional<Message<?>> decode(List<byte[]> frames, HMACGenerator signer) {
    int start = 0;
    while (start < frames.size() && !Arrays.equals(frames.get(start), DELIMITER)) {
      start++;
    }
    if (frames.size() <= start + PARTS) {
      return Optional.empty();
    }
    List<byte[]> parts = frames.subList(start + 2, start + 1 + PARTS);
    String signature = signer.calculateSignature(parts.toArray(new byte[0][]));
    if (!MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.US_ASCII), frames.get(start + 1))) {
      return Optional.empty();
    }
    Header<?> header = GSON.fromJson(text(parts.get(0)), Header.class);
    JsonObject parent = GSON.fromJson(text(parts.get(1)), JsonObject.class);
    return Optional.of(
        message(
            List.copyOf(frames.subList(0, start)),
            header,
            parent == null || parent.size() == 0 ? null : GSON.fromJson(parent, Header.class),
            metadata(parts.get(2)),
            GSON.fromJson(text(parts.get(3)), header.getType().getContentType()),
            List.copyOf(frames.subList(start + 1 + PARTS, frames.size()))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> metadata(byte[] json) {
    return GSON.fromJson(text(json), Map.class);
  }

  @SuppressWarnings("unchecked")
  private static <T> Message<T> message(
      List<byte[]> identities,
      Header<?> header,
      Header<?> parent,
      Map<String, Object> metadata,
      Object content,
      List<byte[]> blobs) {
    return new Message<>(
        identities, (Header<T>) header, parent, metadata, (T) content, blobs);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** JJava keeps what it reads messages with to itself. */
  private static Gson gson() {
    try {
      Field field = JupyterSocket.class.getDeclaredField("gson");
      field.setAccessible(true);
      return (Gson) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this is not the JJava that requirements.txt names", e);
    }
  }
}
