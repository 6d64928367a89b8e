package org.smashnas.data.mesh;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads voxel grids in the binvox format, <a
 * href="https://www.patrickmin.com/binvox/binvox.html">as its page says</a>: a header of text lines
 * up to {@code data}, then pairs of a value and how often it comes, cells in the order x, z, y with
 * y running fastest. z points up, as in meshes.
 */
public final class Binvox {
  private static final byte[] DATA = "\ndata\n".getBytes(StandardCharsets.US_ASCII);

  /** The header is five short lines. */
  private static final int LONGEST_HEADER = 1000;

  private Binvox() {}

  /** The most bytes that a file needs for a grid of {@code side} cells a side: a pair a cell. */
  public static long mostBytes(int side) {
    return LONGEST_HEADER + DATA.length + 2L * side * side * side;
  }

  /**
   * The grid of a whole file, padded evenly with empty cells.
   *
   * @param side cells a side of the result, 1 to 256; the file's grid is a cube no larger
   * @return side^3 bytes, 0 or {@link Voxelizer#OCCUPIED}, of shape [D, H, W] = [y, -z, x]
   * @throws IllegalArgumentException with one sentence, if the file is no such grid
   */
  public static byte[] parse(byte[] file, int side) {
    int start = start(file);
    int own = side(new String(file, 0, start, StandardCharsets.US_ASCII), side);
    byte[] cells = new byte[side * side * side];
    int before = (side - own) / 2;
    int count = own * own * own;
    int index = 0;
    for (int at = start; at + 1 < file.length; at += 2) {
      int run = file[at + 1] & 0xff;
      if (run > count - index) {
        throw new IllegalArgumentException("it holds more than its %d cubed cells".formatted(own));
      }
      for (int k = 0; k < run; k++, index++) {
        if (file[at] != 0) {
          int x = index / (own * own);
          int z = index / own % own;
          int y = index % own;
          int row = (before + y) * side + before + own - 1 - z;
          cells[row * side + before + x] = Voxelizer.OCCUPIED;
        }
      }
    }
    if (index < count) {
      throw new IllegalArgumentException(
          "it ends after %d of its %d cells".formatted(index, count));
    }
    return cells;
  }

  private static int start(byte[] file) {
    boolean named =
        new String(file, 0, Math.min(file.length, 7), StandardCharsets.US_ASCII).equals("#binvox");
    int last = Math.min(file.length - DATA.length, LONGEST_HEADER);
    for (int at = 0; named && at <= last; at++) {
      if (Arrays.equals(file, at, at + DATA.length, DATA, 0, DATA.length)) {
        return at + DATA.length;
      }
    }
    throw new IllegalArgumentException("it has no binvox header");
  }

  private static int side(String header, int most) {
    String dimensions =
        header
            .lines()
            .filter(line -> line.startsWith("dim "))
            .findFirst()
            .map(line -> line.substring(4).strip())
            .orElse("");
    for (int side = 1; side <= most; side++) {
      if (dimensions.equals("%d %d %d".formatted(side, side, side))) {
        return side;
      }
    }
    throw new IllegalArgumentException(
        "its grid is \"%s\"; cubes of 1 to %d cells a side are read".formatted(dimensions, most));
  }
}
