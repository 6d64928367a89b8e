package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFolderTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void twoClasses() throws IOException {
    folder = parent.resolve("pets");
    write("train/dog/b.png", plain(2, 2, 0x010203));
    write("train/dog/a.PNG", plain(2, 2, 0x040506));
    write("train/cat/1.png", plain(2, 2, 0x070809));
    write("test/cat/1.png", plain(2, 2, 0x0a0b0c));
  }

  @Test
  void classesAndPicturesComeInTheOrderOfTheirNames() throws IOException {
    Files.writeString(folder.resolve("train/dog/notes.txt"), "not a picture");
    Files.createDirectories(folder.resolve("train/.ipynb_checkpoints"));
    Files.writeString(folder.resolve("train/cat/._1.png"), "not a picture either");
    Dataset data = Datasets.folder(folder);

    assertThat(data.source())
        .isEqualTo(
            "pictures in %s; not read: 3 (train/.ipynb_checkpoints/, train/cat/._1.png,"
                    .formatted(folder)
                + " train/dog/notes.txt); no test example of: dog");
    assertThat(data.name()).isEqualTo("pets");
    assertThat(data.train().classNames()).containsExactly("cat", "dog");
    assertThat(data.train().labels()).containsExactly(0, 1, 1);
    assertThat(data.train().shape()).containsExactly(3, 2, 2);
    assertThat(data.train().values(1)).containsExactly(4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6);
    assertThat(data.test().labels()).containsExactly(0);
    assertThat(data.test().values(0)).startsWith(10);
  }

  @Test
  void whatIsNotReadIsCounted() throws IOException {
    write("val/cat/1.png", plain(2, 2, 0));
    write("train/cat/more/2.png", plain(2, 2, 0));
    write("train/3.png", plain(2, 2, 0));
    Files.writeString(folder.resolve("train/cat/4.webp"), "of a format that is not read");
    Files.writeString(folder.resolve("Thumbs.db"), "");
    Dataset data = Datasets.folder(folder);
    assertThat(data.train().size()).isEqualTo(3);
    assertThat(data.test().size()).isEqualTo(1);
    assertThat(data.source())
        .contains("; not read: 5 (Thumbs.db, train/3.png, train/cat/4.webp, ...)");
  }

  @Test
  void aClassWithoutAPictureIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("train/fish"));
    Files.writeString(folder.resolve("train/fish/1.webp"), "of a format that is not read");
    assertFails("train/fish has no .png, .jpg or .jpeg file");
  }

  @Test
  void classesThatDifferInCaseAndCirclesOfLinksAreRefused() throws IOException {
    write("train/Dog/1.png", plain(2, 2, 0));
    assertFails("has classes \"Dog\" and \"dog\"");
    Files.delete(folder.resolve("train/Dog/1.png"));
    Files.delete(folder.resolve("train/Dog"));
    Files.createSymbolicLink(folder.resolve("train/dog/all"), folder);
    assertFails("train/dog/all is a link to a folder that it lies in");
  }

  /** The letter F in 2x3 pixels, stored in the eight ways that EXIF 2.3 describes by rows. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, '1 1 1 0 1 0'", // row 0 is on top, column 0 on the left
    "2, 2, '1 1 0 1 0 1'", // top, right
    "3, 2, '0 1 0 1 1 1'", // bottom, right
    "4, 2, '1 0 1 0 1 1'", // bottom, left
    "5, 3, '1 1 1 1 0 0'", // left, top
    "6, 3, '1 0 0 1 1 1'", // right, top
    "7, 3, '0 0 1 1 1 1'", // right, bottom
    "8, 3, '1 1 1 0 0 1'" // left, bottom
  })
  void aPictureIsShownAsItWasTaken(int orientation, int width, String stored) throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
      for (boolean bigEndian : new boolean[] {false, true}) {
        Path file = folder.resolve("a.png");
        BufferedImage image = drawn(stored, width, 1, type);
        Files.write(file, Exif.png(image, orientation, bigEndian));
        Picture picture = Picture.read(file);
        assertThat(picture.width()).isEqualTo(2);
        assertThat(picture.height()).isEqualTo(3);
        assertThat(Arrays.copyOf(picture.values(), 6)).containsExactly(-1, -1, -1, 0, -1, 0);
      }
    }
    // A JPEG of 16x24 pixels, whose blocks of 8 are the letter's.
    Path jpeg = folder.resolve("a.jpg");
    Files.write(jpeg, Exif.jpeg(drawn(stored, width, 8, BufferedImage.TYPE_INT_RGB), orientation));
    byte[] values = Picture.read(jpeg).values();
    for (int i = 0; i < 6; i++) {
      int center = (i / 2 * 8 + 4) * 16 + i % 2 * 8 + 4;
      assertThat(values[center] & 0xff).isCloseTo(i == 3 || i == 5 ? 0 : 255, within(8));
    }
  }

  /** Ones are white squares, zeros black ones. */
  private static BufferedImage drawn(String squares, int width, int side, int type) {
    int height = (squares.length() + 1) / 2 / width;
    BufferedImage image = new BufferedImage(width * side, height * side, type);
    for (int y = 0; y < height * side; y++) {
      for (int x = 0; x < width * side; x++) {
        char square = squares.charAt(2 * (y / side * width + x / side));
        image.setRGB(x, y, square == '1' ? 0xffffff : 0);
      }
    }
    return image;
  }

  @Test
  void aPartOfATurnedPictureIsThatOfTheShownOne() throws IOException {
    BufferedImage noise = plain(9, 4, 0);
    new Random(1).ints(36).forEach(i -> noise.setRGB(i >>> 1 & 7, i >>> 8 & 3, i));
    Path file = folder.resolve("a.png");
    Files.write(file, Exif.png(noise, 8, false));
    byte[] turned = Picture.read(file).values(4);
    // What is shown of 8 begins at the left, at the bottom: row y is the stored column 8 - y.
    BufferedImage shown = plain(4, 9, 0);
    for (int i = 0; i < 36; i++) {
      shown.setRGB(i % 4, i / 4, noise.getRGB(8 - i / 4, i % 4));
    }
    assertThat(ImageIO.write(shown, "png", file.toFile())).isTrue();
    assertThat(turned).isEqualTo(Picture.read(file).values(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65535})
  void anOrientationThatIsNoneIsLeftAside(int orientation) throws IOException {
    Path file = folder.resolve("a.png");
    Files.write(file, Exif.png(plain(3, 2, 0), orientation, true));
    assertThat(Picture.read(file).width()).isEqualTo(3);
  }

  @Test
  void valIsReadWhereThereIsNoTest() throws IOException {
    Files.move(folder.resolve("test"), folder.resolve("val"));
    assertThat(Datasets.folder(folder).test().size()).isEqualTo(1);
  }

  @Test
  void pixelsStayWhereTheyAre() throws IOException {
    BufferedImage image = plain(2, 2, 0);
    image.setRGB(1, 0, 0xc80000);
    image.setRGB(0, 1, 0x006432);
    write("train/cat/1.png", image);
    assertThat(Datasets.folder(folder).train().values(0))
        .containsExactly(0, 200, 0, 0, 0, 0, 100, 0, 0, 0, 50, 0);
  }

  @ParameterizedTest
  @CsvSource({"10, 128, 128", "11, 32896, 128", "11, 65535, 255", "12, 1, 255"})
  void greyPicturesKeepTheirValues(int type, int sample, int value) throws IOException {
    BufferedImage image = new BufferedImage(2, 2, type); // 8, 16 and 1 bits a pixel
    image.getRaster().setSample(1, 0, 0, sample);
    write("train/cat/1.png", image);
    assertThat(Datasets.folder(folder).train().values(0))
        .containsExactly(0, value, 0, 0, 0, value, 0, 0, 0, value, 0, 0);
  }

  @Test
  void aJpegIsReadNearlyAsItWas() throws IOException {
    write("train/cat/1.png", plain(16, 16, 0));
    write("train/cat/2.jpeg", plain(20, 20, 0xc86432));
    byte[] values = Datasets.folder(folder, 2).train().values(1);
    assertThat(values[0] & 0xff).isBetween(196, 204);
    assertThat(values[4] & 0xff).isBetween(96, 104);
    assertThat(values[8] & 0xff).isBetween(46, 54);
  }

  @Test
  void aResolutionTakesTheSquareInTheMiddle() throws IOException {
    BufferedImage wide = plain(7, 4, 0xff0000);
    for (int i = 0; i < 16; i++) {
      wide.setRGB(1 + i % 4, i / 4, i % 4 < 2 ? 20 : 40);
    }
    write("train/cat/1.png", wide);
    write("test/cat/1.png", rotated(wide));
    Dataset data = Datasets.folder(folder, 2);
    assertThat(data.train().values(0)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 20, 40, 20, 40);
    assertThat(data.test().values(0)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 20, 20, 40, 40);
  }

  @Test
  void picturesOfSeveralSizesNeedAResolution() throws IOException {
    write("test/cat/1.png", plain(2, 3, 0));
    assertFails("test/cat/1.png is 2x3 pixels", "train/cat/1.png is 2x2", "resolution");
    assertThat(Datasets.folder(folder, 4).test().shape()).containsExactly(3, 4, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1025})
  void aResolutionOutOfRangeIsRefused(int resolution) {
    assertThatThrownBy(() -> Datasets.folder(folder, resolution))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("resolution is " + resolution, "1 to 1024");
  }

  @Test
  void aFolderLaidOutOtherwiseIsRefused() throws IOException {
    write("test/fish/1.png", plain(2, 2, 0));
    assertFails("[cat, dog]", "[cat, fish]");
    Files.move(folder.resolve("test"), folder.resolve("tests"));
    assertFails("has no folder test or val", "train/CLASS/");
    Files.createDirectories(folder.resolve("test/cat"));
    assertFails("test has no .png, .jpg or .jpeg file");
    Files.move(folder.resolve("train"), folder.resolve("training"));
    assertFails("has no folder train");
    Files.createDirectory(folder.resolve("train"));
    assertFails("train has class folders []");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void aPictureThatIsCutIsRefused(String kind) throws IOException {
    BufferedImage noise = plain(64, 64, 0);
    new Random(1).ints(4096).forEach(i -> noise.setRGB(i >>> 1 & 63, i >>> 8 & 63, i));
    String name = "train/cat/2." + kind;
    write(name, noise);
    byte[] whole = Files.readAllBytes(folder.resolve(name));
    for (int length = 8; length < whole.length - 100; length += 199) {
      Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
      assertFails(name);
    }
  }

  @Test
  void whatADecoderWarnsOfAgainAndAgainIsSaidOnce() throws IOException {
    try (InputStream damaged = getClass().getResourceAsStream("warns-again-and-again.jpg")) {
      Files.copy(damaged, folder.resolve("train/cat/2.jpg"));
    }
    assertThatThrownBy(() -> Datasets.folder(folder))
        .message()
        .contains("train/cat/2.jpg", "premature")
        .hasSizeLessThan(600);
  }

  @Test
  void aByteOfAPngThatFlippedIsFoundWhereverItIs() throws IOException {
    Path file = folder.resolve("train/dog/b.png");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 8; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);
      assertFails("train/dog/b.png");
    }
  }

  @Test
  void aFileThatIsNoPictureIsRefused() throws IOException {
    for (String content : new String[] {"", "<html>404</html>", "\u0089PNG"}) {
      Files.writeString(folder.resolve("train/dog/b.png"), content);
      assertFails("train/dog/b.png is no PNG or JPEG picture");
    }
  }

  @Test
  void aPictureThatClaimsToBeHugeIsRefusedBeforeItIsDecoded() throws IOException {
    Files.write(folder.resolve("train/dog/b.png"), pngHeader(100_000, 50_000));
    assertFails("train/dog/b.png is 100000x50000 pixels", "at most 64000000");
  }

  private void write(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    String format = name.endsWith("g") && name.contains(".jp") ? "jpg" : "png";
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
  }

  private static BufferedImage plain(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  /** The picture with rows and columns exchanged. */
  private static BufferedImage rotated(BufferedImage image) {
    BufferedImage rotated = plain(image.getHeight(), image.getWidth(), 0);
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      rotated.setRGB(y, x, image.getRGB(x, y));
    }
    return rotated;
  }

  /** A PNG's signature and header chunk, and nothing after it. */
  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(chunk);
    out.writeBytes("IHDR");
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 sum = new CRC32();
    sum.update(chunk.toByteArray());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    DataOutputStream all = new DataOutputStream(png);
    all.writeLong(0x89504e470d0a1a0aL);
    all.writeInt(13);
    all.write(chunk.toByteArray());
    all.writeInt((int) sum.getValue());
    return png.toByteArray();
  }

  private void assertFails(String... parts) {
    assertThatThrownBy(() -> Datasets.folder(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
