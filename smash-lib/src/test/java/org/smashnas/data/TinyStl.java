package org.smashnas.data;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes small STL-10 files. */
final class TinyStl {
  static final int PLANE = 96 * 96;
  static final int PICTURE = 3 * PLANE;

  private TinyStl() {}

  /** Three training pictures of labels 1, 5 and 10, two test pictures of labels 2 and 10. */
  static Map<String, byte[]> members() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("test_X.bin", new byte[2 * PICTURE]);
    members.put("test_y.bin", new byte[] {2, 10});
    members.put("train_X.bin", new byte[3 * PICTURE]);
    members.put("train_y.bin", new byte[] {1, 5, 10});
    members.put("unlabeled_X.bin", new byte[PICTURE]);
    members.put("class_names.txt", TinyCifar.names("class", 10));
    members.put("fold_indices.txt", Archives.bytes("2 0 \n1\n" + "0 1 2\n".repeat(8)));
    return members;
  }
}
