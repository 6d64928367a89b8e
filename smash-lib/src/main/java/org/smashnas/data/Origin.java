package org.smashnas.data;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which file a server sends, as far as it says.
 *
 * @param size of the whole file in bytes, -1 if the server does not say
 * @param tag what changes with the file's contents, its ETag; empty if the server does not say
 */
record Origin(long size, String tag) {
  static final Origin UNKNOWN = new Origin(-1, "");

  /** More than {@link #toString} ever needs. */
  static final int MOST_BYTES = 1024;

  private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18}) (.*)\n", Pattern.DOTALL);
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /** Which file a response is all of, or a range of. */
  static Origin of(HttpResponse<?> response) {
    String tag = response.headers().firstValue("ETag").filter(t -> t.length() <= 200).orElse("");
    Matcher range = range(response);
    if (range.matches()) {
      return new Origin(range.group(3).equals("*") ? -1 : Long.parseLong(range.group(3)), tag);
    }
    return new Origin(length(response), tag);
  }

  /** What {@link #toString} wrote, or unknown if it did not. */
  static Origin parse(String text) {
    Matcher found = TEXT.matcher(text);
    return found.matches() ? new Origin(Long.parseLong(found.group(1)), found.group(2)) : UNKNOWN;
  }

  /** Whether nothing that both know is different. */
  boolean agrees(Origin other) {
    return (size < 0 || other.size < 0 || size == other.size)
        && (tag.isEmpty() || other.tag.isEmpty() || tag.equals(other.tag));
  }

  /** Whether a response is all of this file but its first {@code have} bytes. */
  boolean isContinuedBy(HttpResponse<?> response, long have) {
    Matcher range = range(response);
    if (response.statusCode() != 206 || !range.matches() || !agrees(of(response))) {
      return false;
    }
    long last = Long.parseLong(range.group(2));
    long length = length(response);
    long whole = of(response).size();
    return Long.parseLong(range.group(1)) == have
        && (whole < 0 || last == whole - 1)
        && (length < 0 || length == last - have + 1);
  }

  /** Bytes of a response's body, -1 if the server does not say. */
  private static long length(HttpResponse<?> response) {
    return response.headers().firstValueAsLong("Content-Length").orElse(-1);
  }

  private static Matcher range(HttpResponse<?> response) {
    return RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
  }

  /** For {@link #parse}; its end tells that it was written whole. */
  @Override
  public String toString() {
    return size + " " + tag + "\n";
  }
}
