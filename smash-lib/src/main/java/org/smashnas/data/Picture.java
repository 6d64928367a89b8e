package org.smashnas.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;

/** A PNG or JPEG file, decoded. */
final class Picture {
  private static final long START = 0x89504e470d0a1a0aL;
  private static final int END = 0x49454e44; // IEND
  private static final int BUFFER = 1 << 16;

  /** Some 8000x8000: more than any camera of its time took, and 256 MB once decoded. */
  static final long MAX_PIXELS = 64_000_000;

  private final BufferedImage image;
  private final Orientation orientation;
  private final boolean grey;

  private Picture(BufferedImage image, Orientation orientation) {
    this.image = image;
    this.orientation = orientation;
    // Java takes grey values for light and would brighten them all on the way to RGB.
    this.grey =
        image.getColorModel() instanceof ComponentColorModel
            && image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /**
   * Decodes a file, unless its header claims more than {@link #MAX_PIXELS} or than the heap can
   * hold; it is shown as its EXIF orientation says.
   *
   * @throws DataException with one sentence that names the file, if it is damaged or no picture
   */
  static Picture read(Path file) {
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DataException(file + " is no PNG or JPEG picture; fetch it again or delete it");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return new Picture(decode(reader, file), Orientation.of(file));
      } finally {
        reader.dispose();
      }
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // What Java's decoders throw on damaged files is not only what they declare.
      throw new DataException(
          "%s is damaged or of a kind that is not read (%s); fetch it again or delete it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static BufferedImage decode(ImageReader reader, Path file) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MAX_PIXELS) {
      throw new DataException(
          "%s is %dx%d pixels, at most %d are read; make it smaller or delete it"
              .formatted(file, reader.getWidth(0), reader.getHeight(0), MAX_PIXELS));
    }
    // The decoder's own rows, those of #row, and what #values gives.
    long row = (long) reader.getWidth(0) * (3L * pixelBytes(reader) + 2L * Integer.BYTES);
    DataException.ifLacking(file.toString(), pixels * (pixelBytes(reader) + 3L) + row);
    checkSums(file);
    // A damaged file may warn of the same thing thousands of times.
    Set<String> warnings = new LinkedHashSet<>();
    reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    // The JPEG decoder fills what is missing with grey, and only warns.
    String warned = String.join("; ", warnings);
    if (warned.toLowerCase(Locale.ROOT).contains("premature")) {
      throw new IIOException(warned);
    }
    return image;
  }

  private static int pixelBytes(ImageReader reader) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      return Integer.BYTES;
    }
    SampleModel samples = types.next().getSampleModel();
    return Math.max(
        1, samples.getNumDataElements() * DataBuffer.getDataTypeSize(samples.getDataType()) / 8);
  }

  int width() {
    return orientation.turns() ? image.getHeight() : image.getWidth();
  }

  int height() {
    return orientation.turns() ? image.getWidth() : image.getHeight();
  }

  /** The values as they are: red, green and blue planes, rows from the top. */
  byte[] values() {
    int plane = width() * height();
    byte[] values = new byte[3 * plane];
    for (int y = 0; y < height(); y++) {
      for (int c = 0; c < 3; c++) {
        int[] row = row(c, 0, y, width());
        for (int x = 0; x < row.length; x++) {
          values[c * plane + y * width() + x] = (byte) row[x];
        }
      }
    }
    return values;
  }

  /** The same of the largest square in the middle, brought to {@code side} by area averaging. */
  byte[] values(int side) {
    int square = Math.min(width(), height());
    int left = (width() - square) / 2;
    int top = (height() - square) / 2;
    AreaAverage average = new AreaAverage(3, square, side);
    for (int y = 0; y < square; y++) {
      for (int c = 0; c < 3; c++) {
        average.add(c, y, row(c, left, top + y, square));
      }
    }
    return average.values();
  }

  /** Part of a row in one channel, values 0 to 255; transparency is left aside. */
  private int[] row(int channel, int left, int y, int length) {
    boolean turns = orientation.turns();
    boolean right = orientation.fromTheRight();
    boolean bottom = orientation.fromTheBottom();
    // Along the row what is stored is counted back, or across it.
    boolean back = turns ? bottom : right;
    int first = back ? width() - left - length : left;
    int line = (turns ? right : bottom) ? height() - 1 - y : y;
    int[] row =
        turns ? stored(channel, line, first, 1, length) : stored(channel, first, line, length, 1);
    for (int i = 0, j = length - 1; back && i < j; i++, j--) {
      int one = row[i];
      row[i] = row[j];
      row[j] = one;
    }
    return row;
  }

  private int[] stored(int channel, int x, int y, int width, int height) {
    if (grey) {
      int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
      int[] values = image.getRaster().getSamples(x, y, width, height, 0, (int[]) null);
      return Arrays.stream(values).map(value -> value * 255 / most).toArray();
    }
    int[] values = image.getRGB(x, y, width, height, null, 0, width);
    return Arrays.stream(values).map(value -> value >> (16 - 8 * channel) & 0xff).toArray();
  }

  /**
   * Checks the CRC-32 of each chunk of a PNG, which Java's decoder passes over: a damaged byte
   * there gives another picture without a word.
   */
  private static void checkSums(Path file) throws IOException {
    // Not a channel's stream, which an interrupt would close as if the file were damaged.
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER))) {
      if (in.readLong() == START) {
        int type = 0;
        while (type != END) {
          type = checkChunk(in);
        }
      }
    } catch (EOFException e) {
      throw new IOException("it ends too early", e);
    }
  }

  /** Reads a chunk and returns its type. */
  private static int checkChunk(DataInputStream in) throws IOException {
    long left = Integer.BYTES + (in.readInt() & 0xffffffffL);
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[(int) Math.min(left, BUFFER)];
    int type = 0;
    for (boolean first = true; left > 0; first = false) {
      int now = (int) Math.min(left, buffer.length);
      in.readFully(buffer, 0, now);
      sum.update(buffer, 0, now);
      left -= now;
      if (first) {
        type = ByteBuffer.wrap(buffer).getInt();
      }
    }
    if (in.readInt() != (int) sum.getValue()) {
      throw new IOException("its checksum is wrong");
    }
    return type;
  }
}
