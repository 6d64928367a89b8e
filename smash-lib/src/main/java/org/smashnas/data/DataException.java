package org.smashnas.data;

import org.smashnas.files.HeapRoom;

/**
 * A data set's files are missing or damaged; the message is one sentence that names the file and
 * says what to do.
 */
public final class DataException extends RuntimeException {
  public DataException(String message) {
    super(printable(message));
  }

  public DataException(String message, Throwable cause) {
    super(printable(message), cause);
  }

  /**
   * Refuses to take more memory than there is.
   *
   * @param what takes it, for the sentence
   * @param bytes that it takes at once
   */
  static void ifLacking(String what, long bytes) {
    HeapRoom.lacking(bytes)
        .ifPresent(
            lacks -> {
              throw new DataException(what + " " + lacks);
            });
  }

  /** What a damaged file says of itself may hold anything, and a sentence is one line. */
  private static String printable(String message) {
    return message.replaceAll("\\p{Cntrl}", "?");
  }
}
