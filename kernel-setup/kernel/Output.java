import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/**
 * What cells print and show, in order, by a thread of its own that a cell's interrupt cannot reach.
 *
 * <p>A message queue drops what is above its limit, "idle" included. So this one has none; what a
 * cell prints is collected to few messages, of the updates of one display that still wait the last
 * alone is sent, and of a cell that prints or shows without end only the beginning, and how much
 * more there was ({@link Allowance}).
 */
final class Output extends IOPubChannel {
  /** How long text is collected, and how much of it makes a message. */
  private static final long COLLECT_MILLIS = 20;

  private static final int LONGEST_TEXT = 250_000;
  private static final int MOST_WAITING = 1_000;
  private static final long LONGEST_WAIT_MILLIS = 100;

  private final Deque<Item> waiting = new ArrayDeque<>();
  private final Object lock = new Object();
  private final Turns turns;
  private Allowance allowance = new Allowance("");

  /** A message to send; {@code text} collects what follows a first piece of printed text. */
  private static final class Item {
    private Message<?> message;
    private StringBuilder text;

    Item(Message<?> message) {
      this.message = message;
    }
  }

  Output(ZMQ.Context context, HMACGenerator signer, Turns turns) {
    super(context, signer);
    this.turns = turns;
  }

  @Override
  public void bind(KernelConnectionProperties to) {
    setSndHWM(0);
    super.bind(to);
    turns.start("output", this::sendNext);
  }

  /** Leaves a message to the thread that sends. */
  @Override
  public void sendMessage(Message<?> message) {
    synchronized (lock) {
      awaitRoom();
      String cell = message.hasParentHeader() ? message.getParentHeader().getId() : "";
      Object content = message.getContent();
      if (content instanceof PublishStream stream) {
        print(message, stream, allowanceOf(cell).print(stream.getText()));
      } else if (content instanceof PublishUpdateDisplayData update) {
        update(message, update);
      } else if (!(content instanceof PublishDisplayData data) || allowanceOf(cell).show(data)) {
        if (content == PublishStatus.IDLE && cell.equals(allowance.cell())) {
          allowance.end().ifPresent(end -> add(text(message, end)));
        }
        add(message);
      }
      lock.notifyAll();
    }
  }

  /** Lets a cell that shows without end wait for what sends it. */
  private void awaitRoom() {
    boolean interrupted = false;
    while (waiting.size() >= MOST_WAITING) {
      try {
        lock.wait(LONGEST_WAIT_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Allowance allowanceOf(String cell) {
    if (!allowance.cell().equals(cell)) {
      allowance = new Allowance(cell);
    }
    return allowance;
  }

  private void print(Message<?> message, PublishStream stream, String text) {
    Item last = waiting.peekLast();
    if (last != null
        && last.text != null
        && last.text.length() < LONGEST_TEXT
        && continues(last.message, message)) {
      last.text.append(text);
    } else if (!text.isEmpty()) {
      add(message);
      waiting.getLast().text = new StringBuilder(text);
    }
  }

  private static boolean continues(Message<?> before, Message<?> message) {
    return before.getContent() instanceof PublishStream first
        && message.getContent() instanceof PublishStream next
        && first.getStreamType() == next.getStreamType()
        && before.hasParentHeader()
        && message.hasParentHeader()
        && before.getParentHeader().getId().equals(message.getParentHeader().getId());
  }

  private void update(Message<?> message, DisplayData update) {
    for (Item each : waiting) {
      if (each.message.getContent() instanceof PublishUpdateDisplayData older
          && update.getDisplayId().equals(older.getDisplayId())) {
        each.message = message;
        return;
      }
    }
    add(message);
  }

  private void add(Message<?> message) {
    waiting.add(new Item(message));
  }

  /** Sends one message; at first waits a little for more text if that is all there is. */
  private void sendNext() {
    try {
      synchronized (lock) {
        if (waiting.isEmpty()) {
          lock.wait(LONGEST_WAIT_MILLIS);
        }
      }
      if (onlyText()) {
        Thread.sleep(COLLECT_MILLIS);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread.
      Thread.currentThread().interrupt();
    }
    sendFirst();
  }

  private boolean onlyText() {
    synchronized (lock) {
      return waiting.size() == 1 && waiting.peek().text != null;
    }
  }

  private synchronized boolean sendFirst() {
    Item first;
    Message<?> message;
    synchronized (lock) {
      first = waiting.peek();
      if (first == null) {
        return false;
      }
      message = first.text == null ? first.message : text(first.message, first.text.toString());
      waiting.remove();
      lock.notifyAll();
    }
    try {
      super.sendMessage(message);
    } catch (OutOfMemoryError e) {
      synchronized (lock) {
        waiting.addFirst(first);
      }
      throw e;
    }
    return true;
  }

  /** Sends all that waits. */
  void sendAll() {
    while (sendFirst()) {
      // Until none is left.
    }
  }

  /** A message of text: with the header of {@code like} if that is text, too, else one of its own. */
  @SuppressWarnings("unchecked")
  private static Message<?> text(Message<?> like, String text) {
    boolean first = like.getContent() instanceof PublishStream;
    Header<?> old = like.getHeader();
    return new Message<>(
        like.getIdentities(),
        first
            ? (Header<PublishStream>) old
            : new Header<>(
                UUID.randomUUID().toString(),
                old.getUsername(),
                old.getSessionId(),
                old.getTimestamp(),
                PublishStream.MESSAGE_TYPE,
                old.getVersion()),
        like.getParentHeader(),
        like.getMetadata(),
        new PublishStream(
            like.getContent() instanceof PublishStream stream
                ? stream.getStreamType()
                : PublishStream.StreamType.ERR,
            text),
        like.getBlobs());
  }
}
