import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Memory that is set aside, so that a kernel whose cells have filled the rest can say so.
 *
 * <p>Where that is not enough, the process ends with a sentence, and Jupyter starts another: with no
 * memory, threads end one by one, and what is left of a kernel only looks alive.
 */
final class Reserve {
  private static final int BYTES = 16 << 20;
  private static final int MOST_SPENT = 3;
  private static final int EXIT_CODE = 3;

  // All that the end needs is made now.
  private static final FileOutputStream TERMINAL = new FileOutputStream(FileDescriptor.err);
  private static final byte[] LAST_WORDS =
      ("The kernel has no memory left and ends; Jupyter starts another, without the variables. Give"
              + " Java more by JJAVA_JVM_OPTS=-Xmx8g, or keep less in variables.\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static byte[] kept = new byte[BYTES];
  private static int spent;

  private Reserve() {}

  /** Gives the reserve to those who run out of memory. */
  static synchronized void give() {
    kept = null;
  }

  /** Gives the reserve, and ends the process if that has not helped. */
  static synchronized void spend() {
    kept = null;
    spent++;
    if (spent > MOST_SPENT) {
      end();
    }
  }

  /** Sets memory aside again, if there is any. */
  static synchronized void restore() {
    try {
      kept = kept == null ? new byte[BYTES] : kept;
      spent = 0;
    } catch (OutOfMemoryError e) {
      // As it was given before, it is not there now.
      kept = null;
    }
  }

  /** Ends the process where a thread that the kernel cannot do without runs out of memory. */
  static void watch() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> {
          if (e instanceof OutOfMemoryError && !thread.getName().startsWith("Thread-")) {
            end();
          }
          e.printStackTrace();
        });
  }

  /** Ends the process with its last words. */
  static void end() {
    try {
      TERMINAL.write(LAST_WORDS);
    } catch (IOException e) {
      // Nobody reads it.
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
