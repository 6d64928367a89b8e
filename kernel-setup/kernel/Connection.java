import java.security.GeneralSecurityException;
import java.util.List;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/**
 * The five channels to the notebook.
 *
 * <p>In the place of JJava's, which one bad message or one loud cell can end; those of the parent
 * class are never bound.
 */
final class Connection extends JupyterConnection {
  private static final long LAST_WORDS_MILLIS = 200;

  private final KernelConnectionProperties to;
  private final Turns turns = new Turns();
  private final Input input;
  private final Output output;
  private final List<JupyterSocket> sockets;

  Connection(KernelConnectionProperties to) throws GeneralSecurityException {
    super(to);
    this.to = to;
    ZMQ.Context context = ZMQ.context(1);
    HMACGenerator signer = to.createHMACGenerator();
    input = new Input(context, signer);
    output = new Output(context, signer, turns);
    sockets =
        List.of(
            new Heartbeat(context, signer, turns),
            new Requests(context, signer, false, this, turns),
            new Requests(context, signer, true, this, turns),
            input,
            output);
  }

  @Override
  public void connect() {
    sockets.forEach(socket -> socket.bind(to));
    output.sendMessage(
        new Message<>(
            (MessageContext) null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
  }

  @Override
  public IOPubChannel getIOPub() {
    return output;
  }

  @Override
  public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext request) {
    return new Env(channel, input, output, request);
  }

  @Override
  public void close() {
    turns.close();
  }

  /** Waits for a request to shut down, and until what was to be said by then is said. */
  @Override
  public void waitUntilClose() {
    turns.awaitClose();
    output.sendAll();
    try {
      Thread.sleep(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Env extends ShellReplyEnvironment {
    Env(ShellChannel channel, Input input, Output output, MessageContext request) {
      super(channel, input, output, request);
    }
  }
}
