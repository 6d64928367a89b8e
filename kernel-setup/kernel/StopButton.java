import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.smashnas.stop.Stop;

/** What happens when somebody presses the stop button. */
final class StopButton {
  private static final long SOON_MILLIS = 2;

  private StopButton() {}

  /** Asks the cell that runs to stop, for as long as {@code going} says that it has not. */
  static void press(BooleanSupplier going) {
    Thread thread = new Thread(() -> stop(going), "stop");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Asks the cell's statement to end; the next one may just be compiled, and begins a bit later.
   *
   * <p>Drawing loses an interrupt. The library's loops know better ({@link Stop}); for those of
   * users, it is repeated whenever their thread is seen to draw.
   */
  private static void stop(BooleanSupplier going) {
    try {
      List<Thread> running = List.of();
      while (going.getAsBoolean() && running.isEmpty()) {
        running = runningCells();
        Thread.sleep(SOON_MILLIS);
      }
      running.forEach(Stop::request);
      while (going.getAsBoolean() && running.stream().anyMatch(Stop::requested)) {
        running.stream()
            .filter(each -> !each.isInterrupted() && Stop.requested(each) && draws(each))
            .forEach(Thread::interrupt);
        Thread.sleep(SOON_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Thread> runningCells() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> Arrays.stream(each.getValue()).anyMatch(StopButton::ofCell))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean ofCell(StackTraceElement call) {
    return call.getMethodName().equals("do_it$");
  }

  private static boolean draws(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .map(StackTraceElement::getClassName)
        .anyMatch(type -> type.startsWith("sun.font.") || type.startsWith("java.awt."));
  }
}
