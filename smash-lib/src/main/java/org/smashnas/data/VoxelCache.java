package org.smashnas.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.smashnas.data.mesh.Voxelizer;
import org.smashnas.files.AtomicFile;
import org.smashnas.files.Checksums;

/**
 * Grids made of meshes, one small file each, found by what the mesh's file holds and how it was
 * voxelised: a bit a cell, how many triangles had no area, and a checksum.
 *
 * <p>A cache that cannot be read or written costs time and nothing else, so no failure is reported.
 */
final class VoxelCache {
  /** To be raised whenever the voxeliser gives other cells than before, or the file's layout is. */
  private static final String VERSION = "4";

  /** Behind the bits: the number, and the checksum of all before it. */
  private static final int NUMBERS = Integer.BYTES + Long.BYTES;

  /** A mesh's grid, a byte a cell, and how many of the mesh's triangles have no area. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Kept(byte[] grid, int degenerate) {}

  private final Path folder;

  VoxelCache(Path folder) {
    this.folder = folder;
  }

  /**
   * What a mesh's file is known by.
   *
   * @param name under which its grid is kept
   * @param length of the file in bytes
   */
  record Key(String name, long length) {
    static Key of(InputStream file, Voxelizer voxelizer) throws IOException {
      MessageDigest digest = Checksums.digest();
      digest.update((VERSION + " " + voxelizer + " ").getBytes(StandardCharsets.UTF_8));
      long length = new DigestInputStream(file, digest).transferTo(OutputStream.nullOutputStream());
      return new Key(HexFormat.of().formatHex(digest.digest()), length);
    }
  }

  /** What is kept under {@code key} for a grid of {@code cells} cells, if it is there and whole. */
  Optional<Kept> get(String key, int cells) {
    try {
      byte[] contents = Files.readAllBytes(path(key));
      ByteBuffer file = ByteBuffer.wrap(contents);
      int bytes = (cells + 7) / 8;
      if (contents.length != bytes + NUMBERS
          || file.getLong(bytes + Integer.BYTES) != sum(contents)) {
        return Optional.empty();
      }
      byte[] grid = new byte[cells];
      BitSet.valueOf(file.slice(0, bytes)).stream()
          .filter(k -> k < cells)
          .forEach(k -> grid[k] = Voxelizer.OCCUPIED);
      return Optional.of(new Kept(grid, file.getInt(bytes)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps a grid; whoever reads meanwhile finds none or the whole one. */
  void put(String key, Kept kept) {
    byte[] grid = kept.grid();
    BitSet bits = new BitSet(grid.length);
    for (int k = 0; k < grid.length; k++) {
      bits.set(k, grid[k] != 0);
    }
    int bytes = (grid.length + 7) / 8;
    byte[] contents = new byte[bytes + NUMBERS];
    ByteBuffer file = ByteBuffer.wrap(contents).put(bits.toByteArray());
    file.putInt(bytes, kept.degenerate());
    file.putLong(bytes + Integer.BYTES, sum(contents));
    Path target = path(key);
    try {
      Files.createDirectories(target.getParent());
      AtomicFile.writeCache(target, contents);
    } catch (IOException e) {
      // A read-only data folder: the grid is made again next time.
    }
  }

  /** In one of 256 folders, since a single one of thousands of files is slow to list. */
  private Path path(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key);
  }

  /** The checksum of all but its own place. */
  private static long sum(byte[] contents) {
    CRC32 sum = new CRC32();
    sum.update(contents, 0, contents.length - Long.BYTES);
    return sum.getValue();
  }
}
