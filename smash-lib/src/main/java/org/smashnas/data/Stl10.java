package org.smashnas.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads STL-10's binary version: pictures as red, green and blue planes of 96x96 bytes, each plane
 * column after column, and labels from 1 in files of their own, as
 * https://cs.stanford.edu/~acoates/stl10/ says.
 *
 * <p>The unlabelled pictures are skipped: they never come into memory.
 */
final class Stl10 {
  static final Source SOURCE = Source.STL10;
  static final String FOLDER = "stl10_binary";

  /** More than twice the official number of test pictures. */
  static final int MAX_PICTURES = 20_000;

  static final int SIDE = 96;
  static final int FOLDS = 10;

  private static final int CLASSES = 10;
  private static final int PLANE = SIDE * SIDE;
  private static final int PICTURE = 3 * PLANE;
  private static final String NAMES = "class_names.txt";
  private static final String INDICES = "fold_indices.txt";

  private Stl10() {}

  static Dataset read(Path archiveOrFolder) {
    Unread unread = new Unread();
    return read(members(archiveOrFolder, unread), unread);
  }

  /** The data set once a fold, each with that fold's training pictures; all share their bytes. */
  static List<Dataset> readFolds(Path archiveOrFolder) {
    Unread unread = new Unread();
    Members members = members(archiveOrFolder, unread);
    byte[] indices = members.need(INDICES);
    Dataset whole = read(members, unread);
    List<Dataset> folds = new ArrayList<>();
    for (int[] fold : folds(indices, whole.train().size(), archiveOrFolder)) {
      String name = "STL-10 fold " + folds.size();
      Examples train = whole.train().take(fold).named(name + " train");
      folds.add(new Dataset(name, train, whole.test(), whole.source()));
    }
    return List.copyOf(folds);
  }

  private static Members members(Path archiveOrFolder, Unread unread) {
    int pictures = MAX_PICTURES * PICTURE;
    return Members.read(
        archiveOrFolder,
        SOURCE,
        Map.of(
            "train_X.bin",
            pictures,
            "train_y.bin",
            MAX_PICTURES,
            "test_X.bin",
            pictures,
            "test_y.bin",
            MAX_PICTURES,
            NAMES,
            Members.TEXT,
            INDICES,
            Members.TEXT),
        unread);
  }

  private static Dataset read(Members members, Unread unread) {
    List<String> names = members.classNames(NAMES, CLASSES);
    return new Dataset(
        "STL-10",
        examples("train", names, members),
        examples("test", names, members),
        members.from().getFileName() + ", " + SOURCE.page() + unread);
  }

  private static Examples examples(String part, List<String> classNames, Members members) {
    String pictures = part + "_X.bin";
    int count = members.records(pictures, PICTURE);
    int[] labels = labels(members, part + "_y.bin", count);
    // Removed as it is copied, so that only this part is in memory twice for a moment.
    byte[] stored = members.contents().remove(pictures);
    DataException.ifLacking(members.from().toString(), stored.length);
    byte[][] values = new byte[count][PICTURE];
    for (int k = 0; k < stored.length; k++) {
      // Columns become rows.
      int x = k / SIDE % SIDE;
      int y = k % SIDE;
      values[k / PICTURE][k % PICTURE / PLANE * PLANE + y * SIDE + x] = stored[k];
    }
    return new Examples("STL-10 " + part, classNames, List.of(3, SIDE, SIDE), values, labels);
  }

  private static int[] labels(Members members, String file, int count) {
    byte[] contents = members.need(file);
    if (contents.length != count) {
      throw new DataException(
          "%s: %s has %d labels for %d pictures; fetch it again"
              .formatted(members.from(), file, contents.length, count));
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (contents[i] & 0xff) - 1;
      if (labels[i] < 0 || labels[i] >= CLASSES) {
        throw new DataException(
            "%s: label %d of %s is %d, allowed are 1 to %d; fetch it again"
                .formatted(members.from(), i, file, contents[i] & 0xff, CLASSES));
      }
    }
    return labels;
  }

  private static List<int[]> folds(byte[] file, int pictures, Path from) {
    List<String> lines =
        new String(file, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() != FOLDS) {
      throw new DataException(
          "%s: %s has %d lines, STL-10 has %d folds; use the official file"
              .formatted(from, INDICES, lines.size(), FOLDS));
    }
    return IntStream.range(0, FOLDS).mapToObj(k -> fold(k, lines.get(k), pictures, from)).toList();
  }

  private static int[] fold(int fold, String line, int pictures, Path from) {
    return Arrays.stream(line.strip().split("\\s+"))
        .mapToInt(word -> index(fold, word, pictures, from))
        .toArray();
  }

  private static int index(int fold, String word, int pictures, Path from) {
    // At most nine digits, so that the number fits.
    int index = word.matches("\\d{1,9}") ? Integer.parseInt(word) : -1;
    if (index < 0 || index >= pictures) {
      throw new DataException(
          "%s: fold %d of %s names picture \"%s\", allowed are 0 to %d; use the official file"
              .formatted(
                  from,
                  fold,
                  INDICES,
                  word.substring(0, Math.min(20, word.length())),
                  pictures - 1));
    }
    return index;
  }
}
