package org.smashnas.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.smashnas.data.mesh.Voxelizer;
import org.smashnas.files.AtomicFile;

/**
 * Grids made of meshes, one small file each, found by what the mesh's file holds and how it was
 * voxelised: a bit a cell, and a checksum.
 *
 * <p>A cache that cannot be read or written costs time and nothing else, so no failure is reported.
 */
final class VoxelCache {
  /** To be raised whenever the voxeliser gives other cells than before. */
  private static final String VERSION = "1";

  private final Path folder;

  VoxelCache(Path folder) {
    this.folder = folder;
  }

  /** The name under which the grid of a mesh's file is kept. */
  static String key(byte[] file, Voxelizer voxelizer) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((VERSION + " " + voxelizer + " ").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The grid of {@code cells} cells kept under {@code key}, if there is a whole one. */
  Optional<byte[]> get(String key, int cells) {
    try {
      byte[] file = Files.readAllBytes(path(key));
      int bytes = (cells + 7) / 8;
      if (file.length != bytes + 8 || ByteBuffer.wrap(file).getLong(bytes) != sum(file, bytes)) {
        return Optional.empty();
      }
      BitSet bits = BitSet.valueOf(ByteBuffer.wrap(file, 0, bytes));
      byte[] grid = new byte[cells];
      bits.stream().filter(k -> k < cells).forEach(k -> grid[k] = Voxelizer.OCCUPIED);
      return Optional.of(grid);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps a grid; whoever reads meanwhile finds none or the whole one. */
  void put(String key, byte[] grid) {
    BitSet bits = new BitSet(grid.length);
    for (int k = 0; k < grid.length; k++) {
      bits.set(k, grid[k] != 0);
    }
    int bytes = (grid.length + 7) / 8;
    ByteBuffer file = ByteBuffer.allocate(bytes + 8).put(bits.toByteArray());
    file.putLong(bytes, sum(file.array(), bytes));
    Path target = path(key);
    try {
      Files.createDirectories(target.getParent());
      AtomicFile.write(target, file.array());
    } catch (IOException e) {
      // A read-only data folder: the grid is made again next time.
    }
  }

  /** In one of 256 folders, since a single one of thousands of files is slow to list. */
  private Path path(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key);
  }

  private static long sum(byte[] file, int bytes) {
    CRC32 sum = new CRC32();
    sum.update(file, 0, bytes);
    return sum.getValue();
  }
}
