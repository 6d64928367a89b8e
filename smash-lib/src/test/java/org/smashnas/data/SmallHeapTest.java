package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that claim a lot of memory, or unpack to it, in a JVM that has 64 MB. */
class SmallHeapTest {
  private static final int MEGA = 1 << 20;

  @TempDir Path folder;

  /** Reads each file that it is given and prints the sentence that refuses it. */
  static final class Reader {
    private Reader() {}

    public static void main(String[] readersAndFiles) throws IOException {
      for (int i = 0; i < readersAndFiles.length; i += 2) {
        try {
          FuzzReader.valueOf(readersAndFiles[i]).read(Path.of(readersAndFiles[i + 1]));
          System.out.println("accepted " + readersAndFiles[i + 1]);
        } catch (DataException | IllegalArgumentException e) {
          System.out.println("refused " + e.getMessage());
        }
      }
    }
  }

  @Test
  void whatTakesMoreMemoryThanThereIsIsRefusedByItsName() throws Exception {
    Path test = Files.createDirectories(folder.resolve("test/a"));
    Files.createDirectories(folder.resolve("train/a"));
    Path picture = folder.resolve("train/a/1.png");
    Files.write(test.resolve("1.png"), png(8, 8, 8, 2, 24));
    // 5000x5000 pixels: in colour, in one bit of grey, in 16 bits with transparency, and one row.
    assertRefused(
        "PICTURES", Files.write(picture, png(5000, 5000, 8, 2, 24)), "train/a/1.png takes");
    assertRefused(
        "PICTURES", Files.write(picture, png(5000, 5000, 1, 0, 1)), "train/a/1.png takes");
    assertRefused("PICTURES", Files.write(picture, png(3000, 3000, 16, 6, 64)), "1.png takes");
    assertRefused("PICTURES", Files.write(picture, png(25_000_000, 1, 8, 2, 24)), "1.png takes");
    assertRefused("PICTURES", Files.write(picture, jpegHeader(5000, 5000)), "train/a/1.png takes");

    Path npz =
        new TinyNpz()
            .with("X_train", TinyNpz.npy(1, header(2000), new byte[2000 * 512]))
            .with("y_train", TinyNpz.npy(1, header(2000).replace(", 8, 8, 8", ","), new byte[2000]))
            .with("X_test", TinyNpz.npy(1, header(1), new byte[512]))
            .with("y_test", "|u1", List.of(1), 0)
            .write(folder.resolve("a.npz"));
    assertRefused("NPZ", npz, "a.npz, array X_train takes");

    Path cifar = folder.resolve("cifar-10-binary.tar.gz");
    long size = 25_000L * TinyCifar.RECORD;
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cifar))) {
      out.write(Archives.header("data_batch_1.bin", size));
      for (long written = 0; written < size + 2048; written += MEGA) {
        out.write(new byte[MEGA]);
      }
    }
    assertThat(Files.size(cifar)).isLessThan(MEGA);
    assertRefused("CIFAR", cifar, "member data_batch_1.bin takes");

    String claim = "OFF\n3000000 3000000 0\n";
    byte[] blanks = new byte[40 * MEGA];
    Arrays.fill(blanks, (byte) '\n');
    System.arraycopy(claim.getBytes(StandardCharsets.US_ASCII), 0, blanks, 0, claim.length());
    Path meshes =
        new TinyMeshes().with("M/a/train/1.off", blanks).zip(folder.resolve("meshes.zip"));
    assertThat(Files.size(meshes)).isLessThan(MEGA);
    assertRefused("MESHES", meshes, "line 2 claims 3000000 vertices; at most");
  }

  private static String header(int count) {
    return "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, 8, 8, 8)}".formatted(count);
  }

  private static void assertRefused(String reader, Path file, String part) throws Exception {
    Process process = Jvm.of(Reader.class).option("-Xmx64m").with(reader, file.toString()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).contains("refused ", part).doesNotContain("OutOfMemory");
    assertThat(process.waitFor()).isZero();
  }

  /** A whole PNG of zeros. */
  private static byte[] png(int width, int height, int bits, int colour, int bitsAPixel)
      throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(png);
    out.writeLong(0x89504e470d0a1a0aL);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream sizes = new DataOutputStream(header);
    sizes.writeInt(width);
    sizes.writeInt(height);
    sizes.write(new byte[] {(byte) bits, (byte) colour, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    try (OutputStream deflated = new DeflaterOutputStream(rows, new Deflater(1), 1 << 16)) {
      byte[] row = new byte[(int) (1 + ((long) width * bitsAPixel + 7) / 8)];
      for (int y = 0; y < height; y++) {
        deflated.write(row);
      }
    }
    chunk(out, "IDAT", rows.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) sum.getValue());
  }

  /** A JPEG's start with the sizes of a baseline picture of three components, and little more. */
  private static byte[] jpegHeader(int width, int height) throws IOException {
    byte[] small = Exif.jpeg(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), 1);
    for (int at = 2; at < small.length - 9; at++) {
      if (small[at] == (byte) 0xff && small[at + 1] == (byte) 0xc0) {
        small[at + 5] = (byte) (height >> 8);
        small[at + 6] = (byte) height;
        small[at + 7] = (byte) (width >> 8);
        small[at + 8] = (byte) width;
        return small;
      }
    }
    throw new AssertionError("the JPEG has no sizes");
  }
}
