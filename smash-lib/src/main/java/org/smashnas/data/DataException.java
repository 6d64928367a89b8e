package org.smashnas.data;

/**
 * A data set's files are missing or damaged; the message is one sentence that names the file and
 * says what to do.
 */
public final class DataException extends RuntimeException {
  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
