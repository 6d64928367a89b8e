package org.smashnas.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads CIFAR-10's binary version: files of records, each a label byte and 3072 pixel bytes (red,
 * green and blue planes, rows from the top), as https://www.cs.toronto.edu/~kriz/cifar.html says.
 *
 * <p>The official files hold 10,000 records each; any number up to {@link #MAX_RECORDS} is read.
 */
final class Cifar10 {
  static final String PAGE = "https://www.cs.toronto.edu/~kriz/cifar.html";
  static final String ARCHIVE = "cifar-10-binary.tar.gz";
  static final String FOLDER = "cifar-10-batches-bin";

  /** Ten times the official number; five such files still fit one array. */
  static final int MAX_RECORDS = 100_000;

  private static final int PIXELS = 3 * 32 * 32;
  private static final int RECORD = 1 + PIXELS;
  private static final String NAMES = "batches.meta.txt";
  private static final List<String> TRAIN =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  private static final List<String> TEST = List.of("test_batch.bin");
  private static final List<String> OFFICIAL_NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private Cifar10() {}

  static Dataset read(Path archiveOrFolder) {
    Set<String> wanted = new TreeSet<>(TRAIN);
    wanted.addAll(TEST);
    wanted.add(NAMES);
    Map<String, byte[]> members = Members.read(archiveOrFolder, wanted, MAX_RECORDS * RECORD);
    List<String> names = classNames(members.get(NAMES), archiveOrFolder);
    return new Dataset(
        "CIFAR-10",
        examples("CIFAR-10 train", TRAIN, names, members, archiveOrFolder),
        examples("CIFAR-10 test", TEST, names, members, archiveOrFolder),
        archiveOrFolder.getFileName() + ", " + PAGE);
  }

  private static List<String> classNames(byte[] file, Path archiveOrFolder) {
    if (file == null) {
      return OFFICIAL_NAMES;
    }
    List<String> names =
        new String(file, StandardCharsets.UTF_8).lines().map(String::strip).toList();
    List<String> distinct = names.stream().filter(name -> !name.isEmpty()).distinct().toList();
    if (distinct.size() != OFFICIAL_NAMES.size()) {
      throw new DataException(
          "%s: %s holds %d distinct class names, CIFAR-10 has 10; use the official file"
              .formatted(archiveOrFolder, NAMES, distinct.size()));
    }
    return distinct;
  }

  private static Examples examples(
      String name,
      List<String> files,
      List<String> classNames,
      Map<String, byte[]> members,
      Path from) {
    int records = 0;
    for (String file : files) {
      records += records(members.get(file), file, from);
    }
    byte[] values = new byte[records * PIXELS];
    int[] labels = new int[records];
    int i = 0;
    for (String file : files) {
      // Removed as it is copied, so that the data set is in memory twice at most for a moment.
      byte[] contents = members.remove(file);
      for (int at = 0; at < contents.length; at += RECORD, i++) {
        labels[i] = label(contents[at] & 0xff, classNames.size(), at / RECORD, file, from);
        System.arraycopy(contents, at + 1, values, i * PIXELS, PIXELS);
      }
    }
    return new Examples(name, classNames, List.of(3, 32, 32), values, labels);
  }

  private static int records(byte[] contents, String file, Path from) {
    if (contents == null) {
      throw new DataException(
          "%s has no %s; use CIFAR-10's binary version from %s".formatted(from, file, PAGE));
    }
    if (contents.length == 0 || contents.length % RECORD != 0) {
      throw new DataException(
          "%s: %s has %d bytes, which is no multiple of a record's %d above 0; fetch it again"
              .formatted(from, file, contents.length, RECORD));
    }
    return contents.length / RECORD;
  }

  private static int label(int label, int classes, int record, String file, Path from) {
    if (label >= classes) {
      throw new DataException(
          "%s: record %d of %s has label %d, allowed are 0 to %d; fetch it again"
              .formatted(from, record, file, label, classes - 1));
    }
    return label;
  }
}
