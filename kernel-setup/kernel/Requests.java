import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** The channel of requests, shell or control, whose thread goes on whatever arrives. */
final class Requests extends ShellChannel {
  private final boolean control;
  private final JupyterConnection connection;
  private final Turns turns;

  Requests(
      ZMQ.Context context,
      HMACGenerator signer,
      boolean control,
      JupyterConnection connection,
      Turns turns) {
    super(context, signer, control, connection);
    this.control = control;
    this.connection = connection;
    this.turns = turns;
  }

  @Override
  public void bind(KernelConnectionProperties to) {
    int port = control ? to.getControlPort() : to.getShellPort();
    bind(formatAddress(to.getTransport(), to.getIp(), port));
    turns.serve(
        control ? "control" : "shell",
        ctx,
        this,
        () -> Frames.read(this, hmacGenerator).ifPresent(this::handle));
  }

  private <T> void handle(Message<T> message) {
    // As the protocol wants it, what is not known is not answered.
    ShellHandler<T> handler = connection.getHandler(message.getHeader().getType());
    if (handler == null) {
      return;
    }
    ShellReplyEnvironment env = connection.prepareReplyEnv(this, message);
    try {
      handler.handle(env, message);
    } finally {
      env.resolveDeferrals();
    }
    if (env.isMarkedForShutdown()) {
      turns.close();
    }
  }
}
