import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;
import org.smashnas.stop.Stop;

/** What a cell reads from {@code System.in}; it can be stopped while it waits. */
final class Input extends StdinChannel {
  private static final long PAUSE_MILLIS = 50;

  Input(ZMQ.Context context, HMACGenerator signer) {
    super(context, signer);
  }

  @Override
  public String getInput(MessageContext cell, String prompt, boolean password) {
    Stop.undisturbed(
        () -> {
          // Answers that came after their cell was stopped.
          while ((getEvents() & ZMQ.Poller.POLLIN) != 0) {
            Frames.read(this, hmacGenerator);
          }
          InputRequest request = new InputRequest(prompt, password);
          sendMessage(new Message<>(cell, InputRequest.MESSAGE_TYPE, request));
          return null;
        });
    while (true) {
      Optional<Message<?>> answer = Stop.undisturbed(() -> Frames.read(this, hmacGenerator));
      if (answer.isPresent()
          && answer.get().getContent() instanceof InputReply reply
          && reply.getValue() != null) {
        return reply.getValue() + System.lineSeparator();
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("stopped before there was input");
      }
    }
  }
}
