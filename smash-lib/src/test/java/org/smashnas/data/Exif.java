package org.smashnas.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Writes pictures that say how the camera was held, byte by byte as EXIF 2.3 says. */
final class Exif {
  private Exif() {}

  /** With an eXIf chunk behind the header, which ends at byte 33. */
  static byte[] png(BufferedImage image, int orientation, boolean bigEndian) throws IOException {
    byte[] png = encoded(image, "png");
    byte[] exif = tiff(orientation, bigEndian);
    ByteBuffer out = ByteBuffer.allocate(png.length + 12 + exif.length);
    out.put(png, 0, 33).putInt(exif.length);
    out.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif);
    CRC32 sum = new CRC32();
    sum.update(out.array(), 37, 4 + exif.length);
    return out.putInt((int) sum.getValue()).put(png, 33, png.length - 33).array();
  }

  /** With an APP1 segment behind the start, which is two bytes. */
  static byte[] jpeg(BufferedImage image, int orientation) throws IOException {
    byte[] jpeg = encoded(image, "jpg");
    byte[] exif = tiff(orientation, true);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + exif.length);
    out.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + exif.length));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    return out.put(exif).put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** TIFF's header, a directory of one tag of one short, and no other directory. */
  private static byte[] tiff(int orientation, boolean bigEndian) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) (bigEndian ? 'M' : 'I')).put((byte) (bigEndian ? 'M' : 'I'));
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }
}
