package org.smashnas.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** A PNG or JPEG file, decoded. */
final class Picture {
  /** Some 8000x8000: more than any camera of its time took, and 256 MB once decoded. */
  static final long MAX_PIXELS = 64_000_000;

  private final BufferedImage image;
  private final boolean grey;

  private Picture(BufferedImage image) {
    this.image = image;
    // Java takes grey values for light and would brighten them all on the way to RGB.
    this.grey =
        image.getColorModel() instanceof ComponentColorModel
            && image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /**
   * Decodes a file, unless its header claims more than {@link #MAX_PIXELS}.
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
        return new Picture(decode(reader, file));
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
    StringBuilder warnings = new StringBuilder();
    reader.addIIOReadWarningListener((from, warning) -> warnings.append(warning));
    BufferedImage image = reader.read(0);
    // The JPEG decoder fills what is missing with grey, and only warns.
    if (warnings.toString().toLowerCase(Locale.ROOT).contains("premature")) {
      throw new IIOException(warnings.toString());
    }
    return image;
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
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
    if (grey) {
      int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
      int[] row = image.getRaster().getSamples(left, y, length, 1, 0, (int[]) null);
      for (int x = 0; x < length; x++) {
        row[x] = row[x] * 255 / most;
      }
      return row;
    }
    int[] row = image.getRGB(left, y, length, 1, null, 0, length);
    for (int x = 0; x < length; x++) {
      row[x] = row[x] >> (16 - 8 * channel) & 0xff;
    }
    return row;
  }
}
