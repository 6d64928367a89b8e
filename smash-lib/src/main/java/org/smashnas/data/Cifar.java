package org.smashnas.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads CIFAR's binary versions: files of records, each of one or two label bytes and 3072 pixel
 * bytes (red, green and blue planes, rows from the top), as
 * https://www.cs.toronto.edu/~kriz/cifar.html says.
 *
 * <p>Any number of records up to {@link #MAX_RECORDS} a file is read, not just the official one.
 *
 * @param name for example "CIFAR-10"
 * @param source the official archive
 * @param folder what the archive unpacks to
 * @param train the files with training records, in their order
 * @param test the file with test records
 * @param namesFile the file with the class names, one a line
 * @param officialNames what they are without that file, empty if it is needed
 * @param classes how many
 * @param labelBytes label bytes before a record's pixels
 * @param labelAt which of them is the label, from 0
 */
record Cifar(
    String name,
    Source source,
    String folder,
    List<String> train,
    String test,
    String namesFile,
    List<String> officialNames,
    int classes,
    int labelBytes,
    int labelAt) {
  static final Cifar TEN =
      new Cifar(
          "CIFAR-10",
          Source.CIFAR10,
          "cifar-10-batches-bin",
          IntStream.rangeClosed(1, 5).mapToObj("data_batch_%d.bin"::formatted).toList(),
          "test_batch.bin",
          "batches.meta.txt",
          List.of("airplane automobile bird cat deer dog frog horse ship truck".split(" ", -1)),
          10,
          1,
          0);
  static final Cifar HUNDRED = hundred("CIFAR-100", "fine_label_names.txt", 100, 1);
  static final Cifar HUNDRED_COARSE = hundred("CIFAR-100 coarse", "coarse_label_names.txt", 20, 0);

  /** At least twice the official number; five such files still fit one array. */
  static final int MAX_RECORDS = 100_000;

  private static final int PIXELS = 3 * 32 * 32;

  private static Cifar hundred(String name, String namesFile, int classes, int labelAt) {
    return new Cifar(
        name,
        Source.CIFAR100,
        "cifar-100-binary",
        List.of("train.bin"),
        "test.bin",
        namesFile,
        List.of(),
        classes,
        2,
        labelAt);
  }

  Dataset read(Path archiveOrFolder) {
    Map<String, Integer> wanted = new HashMap<>();
    train.forEach(file -> wanted.put(file, MAX_RECORDS * record()));
    wanted.put(test, MAX_RECORDS * record());
    wanted.put(namesFile, Members.TEXT);
    Unread unread = new Unread();
    Members members = Members.read(archiveOrFolder, source, wanted, unread);
    List<String> names =
        members.has(namesFile) || officialNames.isEmpty()
            ? members.classNames(namesFile, classes)
            : officialNames;
    return new Dataset(
        name,
        examples(name + " train", train, names, members),
        examples(name + " test", List.of(test), names, members),
        archiveOrFolder.getFileName() + ", " + source.page() + unread);
  }

  private int record() {
    return labelBytes + PIXELS;
  }

  private Examples examples(
      String part, List<String> files, List<String> classNames, Members members) {
    int records = files.stream().mapToInt(file -> members.records(file, record())).sum();
    DataException.ifLacking(members.from().toString(), (long) records * PIXELS);
    byte[][] values = new byte[records][];
    int[] labels = new int[records];
    int i = 0;
    for (String file : files) {
      // Removed as it is copied, so that the data set is in memory twice at most for a moment.
      byte[] contents = members.contents().remove(file);
      for (int at = 0; at < contents.length; at += record(), i++) {
        labels[i] = label(contents[at + labelAt] & 0xff, at / record(), file, members.from());
        values[i] = Arrays.copyOfRange(contents, at + labelBytes, at + record());
      }
    }
    return new Examples(part, classNames, List.of(3, 32, 32), values, labels);
  }

  private int label(int label, int record, String file, Path from) {
    if (label >= classes) {
      throw new DataException(
          "%s: record %d of %s has label %d, allowed are 0 to %d; fetch it again"
              .formatted(from, record, file, label, classes - 1));
    }
    return label;
  }
}
