package org.smashnas.data;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a data set's official file comes from; the one place for addresses and checksums.
 *
 * @param name as {@link Downloads#fetch} and data.sh take it
 * @param title as its authors write it
 * @param file the official file's name; of one without a public address, what to put where
 * @param folder the address without the file's name, empty if there is no public one
 * @param checksum of the file in lower-case hexadecimal digits, 32 of MD5 or 64 of SHA-256: CIFAR's
 *     from its page, STL-10's from torchvision, ModelNet's from TensorFlow Graphics and Flux3D;
 *     empty if there is no public address
 * @param page where the data set is described
 * @param terms what its authors say on its use, one sentence
 */
record Source(
    String name,
    String title,
    String file,
    String folder,
    String checksum,
    String page,
    String terms) {
  private static final int MD5_DIGITS = 32;

  static final Source CIFAR10 =
      new Source(
          "cifar10",
          "CIFAR-10",
          "cifar-10-binary.tar.gz",
          "https://www.cs.toronto.edu/~kriz/",
          "c32a1d4ab5d03f1284b67883e8d87530",
          "https://www.cs.toronto.edu/~kriz/cifar.html",
          "Its authors state no licence; use it for research and cite them.");
  static final Source CIFAR100 =
      new Source(
          "cifar100",
          "CIFAR-100",
          "cifar-100-binary.tar.gz",
          "https://www.cs.toronto.edu/~kriz/",
          "03b5dce01913d631647c71ecec9e9cb8",
          "https://www.cs.toronto.edu/~kriz/cifar.html",
          "Its authors state no licence; use it for research and cite them.");
  static final Source STL10 =
      new Source(
          "stl10",
          "STL-10",
          "stl10_binary.tar.gz",
          "http://ai.stanford.edu/~acoates/stl10/",
          "91f7769df0f17e558f3565bffb0c7dfb",
          "https://cs.stanford.edu/~acoates/stl10/",
          "Its pictures are ImageNet's and its authors state no licence; use it for research and"
              + " cite them.");
  static final Source MODELNET10 =
      new Source(
          "modelnet10",
          "ModelNet10",
          "ModelNet10.zip",
          "https://3dvision.princeton.edu/projects/2014/3DShapeNets/",
          "9d8679435fc07d1d26f13009878db164a7aa8ea5e7ea3c8880e42794b7307d51",
          "https://modelnet.cs.princeton.edu/",
          "It is for academic research only; the models' authors hold their copyright.");
  static final Source MODELNET40 =
      new Source(
          "modelnet40",
          "ModelNet40",
          "ModelNet40.zip",
          "http://modelnet.cs.princeton.edu/",
          "42dc3e656932e387f554e25a4eb2cc0e1a1bd3ab54606e2a9eae444c60e536ac",
          "https://modelnet.cs.princeton.edu/",
          "It is for academic research only; the models' authors hold their copyright.");
  static final Source IMAGENET32 =
      new Source(
          "imagenet32",
          "ImageNet32x32",
          "train_data_batch_1.npz to train_data_batch_10.npz with val_data.npz",
          "",
          "",
          "https://image-net.org/download-images",
          "It is for research that is not commercial, on the terms that you accept on that page.");

  static final List<Source> ALL =
      List.of(CIFAR10, CIFAR100, STL10, IMAGENET32, MODELNET10, MODELNET40);

  /** The one of this name. */
  static Source named(String name) {
    return ALL.stream()
        .filter(each -> each.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "There is no data set \"%s\" to fetch; there are: %s"
                        .formatted(
                            name,
                            ALL.stream().map(Source::name).collect(Collectors.joining(", ")))));
  }

  boolean isPublic() {
    return !folder.isEmpty();
  }

  /**
   * The file's address.
   *
   * @param mirror the address of a folder to take instead of the official one, null or blank for
   *     none
   * @throws IllegalArgumentException if that is no address
   */
  URI address(String mirror) {
    return URI.create(place(mirror));
  }

  /** The same as it was given, address or not. */
  String place(String mirror) {
    String place = mirror == null || mirror.isBlank() ? folder : mirror.strip();
    return place.endsWith("/") ? place + file : place + "/" + file;
  }

  /** What is wrong with a file that should be the official one, empty if it is whole. */
  Optional<String> wrong(Path file) throws IOException {
    String algorithm = checksum.length() == MD5_DIGITS ? "MD5" : "SHA-256";
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance(algorithm))) {
      in.transferTo(OutputStream.nullOutputStream());
      String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
      return found.equals(checksum)
          ? Optional.empty()
          : Optional.of("its %s is %s, not %s".formatted(algorithm, found, checksum));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
