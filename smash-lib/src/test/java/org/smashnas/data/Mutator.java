package org.smashnas.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages a file as disks, networks, editors and other programs do, one to four times over. */
final class Mutator {
  /** What readers of numbers, names and sizes may stumble over. */
  private static final List<String> WORDS =
      List.of(
          "-1",
          "0",
          "1",
          "2147483647",
          "2147483648",
          "4294967295",
          "99999999999999999999",
          "1e400",
          "1e-400",
          "nan",
          "inf",
          "-0",
          "1.5",
          "1,5",
          "0x10",
          "1d",
          "",
          " ",
          "\n",
          "\r",
          "\t",
          "#",
          "\"",
          "{",
          "}",
          "[",
          "]",
          "null",
          "true",
          "\0",
          "\u00ff",
          "..",
          "/",
          "a/b",
          "OFF",
          "COFF");

  private static final int[] BYTES = {0, 1, 0x7f, 0x80, 0xfe, 0xff};

  private final Random random;

  Mutator(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A damaged copy.
   *
   * @param other a file of the same kind, whose parts may end up in the copy
   */
  byte[] damage(byte[] file, byte[] other) {
    byte[] damaged = file.clone();
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      damaged = once(damaged, other);
    }
    return damaged;
  }

  private byte[] once(byte[] file, byte[] other) {
    int at = random.nextInt(file.length + 1);
    int end = at + random.nextInt(Math.min(file.length - at, 1 + random.nextInt(64)) + 1);
    return switch (random.nextInt(9)) {
      case 0 -> file.length == 0 ? file : with(file, random.nextInt(file.length), flipped());
      case 1 -> file.length == 0 ? file : with(file, random.nextInt(file.length), replaced());
      case 2 -> Arrays.copyOf(file, at);
      case 3 -> spliced(file, at, end, new byte[0]);
      case 4 -> spliced(file, at, at, Arrays.copyOfRange(file, at, end));
      case 5 -> spliced(file, at, end, word());
      case 6 -> {
        int from = random.nextInt(other.length + 1);
        yield spliced(
            file, at, end, Arrays.copyOfRange(other, from, from + (other.length - from) / 8));
      }
      case 7 -> number(file);
      default -> spliced(file, at, end, new byte[random.nextInt(1 << random.nextInt(12))]);
    };
  }

  private interface Change {
    int of(int value);
  }

  private Change flipped() {
    return value -> value ^ 1 << random.nextInt(8);
  }

  private Change replaced() {
    return value -> BYTES[random.nextInt(BYTES.length)];
  }

  private static byte[] with(byte[] file, int at, Change change) {
    byte[] changed = file.clone();
    changed[at] = (byte) change.of(file[at]);
    return changed;
  }

  private byte[] word() {
    String word = WORDS.get(random.nextInt(WORDS.size()));
    return word.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Another number in the place of one in the text, or of four bytes that may be one. */
  private byte[] number(byte[] file) {
    int at = random.nextInt(file.length + 1);
    while (at < file.length && !Character.isDigit(file[at])) {
      at++;
    }
    int end = at;
    while (end < file.length && Character.isDigit(file[end])) {
      end++;
    }
    if (end > at) {
      return spliced(file, at, end, word());
    }
    int place = random.nextInt(file.length + 1);
    byte[] four = new byte[4];
    Arrays.fill(four, (byte) BYTES[random.nextInt(BYTES.length)]);
    return spliced(file, place, Math.min(file.length, place + 4), four);
  }

  private static byte[] spliced(byte[] file, int from, int to, byte[] with) {
    byte[] spliced = new byte[file.length - (to - from) + with.length];
    System.arraycopy(file, 0, spliced, 0, from);
    System.arraycopy(with, 0, spliced, from, with.length);
    System.arraycopy(file, to, spliced, from + with.length, file.length - to);
    return spliced;
  }
}
