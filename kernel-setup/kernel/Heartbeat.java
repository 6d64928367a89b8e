import org.dflib.jjava.jupyter.channels.HeartbeatChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;
import org.dflib.jjava.shaded.org.zeromq.ZMsg;

/** Sends back what it gets, at once. */
final class Heartbeat extends HeartbeatChannel {
  private final Turns turns;

  Heartbeat(ZMQ.Context context, HMACGenerator signer, Turns turns) {
    super(context, signer);
    this.turns = turns;
  }

  @Override
  public void bind(KernelConnectionProperties to) {
    bind(formatAddress(to.getTransport(), to.getIp(), to.getHbPort()));
    turns.serve("heartbeat", ctx, this, () -> ZMsg.recvMsg(this).send(this));
  }
}
