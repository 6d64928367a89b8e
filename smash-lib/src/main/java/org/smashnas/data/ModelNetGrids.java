package org.smashnas.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.smashnas.data.mesh.Voxelizer;

/**
 * Reads ModelNet10 as voxels from a .npz file, whatever its makers called the arrays.
 *
 * <p>The file's axes are x, y and z, z pointing up: tables stand on their legs with the last index
 * growing towards the top. An example is the grid seen from the front: [1, D, H, W] = [1, y, -z,
 * x], so that row 0 is the top as in a picture, depth grows away from the viewer and nothing is
 * mirrored. It is padded to 32 cells a side with empty ones, evenly.
 */
final class ModelNetGrids {
  static final String PAGE = "https://modelnet.cs.princeton.edu";
  static final String FILE = "modelnet10.npz";

  /** In the order of their labels, which is the alphabet's. */
  static final List<String> CLASSES =
      List.of(
          "bathtub bed chair desk dresser monitor night_stand sofa table toilet".split(" ", -1));

  static final int SIDE = 32;

  /** Smaller ones would let a small file claim a lot of memory. */
  private static final int MIN_SIDE = 8;

  /** For meshes, as these grids were made: 24 cells and a margin of 3, padded by another one. */
  static final Voxelizer VOXELIZER = new Voxelizer(SIDE, 4, true);

  private static final int CELLS = SIDE * SIDE * SIDE;

  /** Five times the official number, so that a file of zeros cannot claim gigabytes. */
  private static final int MAX_GRIDS = 20_000;

  /** As many grids, of 8-byte numbers. */
  private static final long MAX_BYTES = 8L * MAX_GRIDS * CELLS;

  private static final Set<String> INPUTS =
      Set.of("x", "features", "data", "voxels", "grids", "inputs", "images");
  private static final Set<String> LABELS =
      Set.of("y", "targets", "labels", "label", "target", "classes");

  private final Path file;
  private final Npz npz;
  private final Set<String> used = new HashSet<>();

  private ModelNetGrids(Path file, Npz npz) {
    this.file = file;
    this.npz = npz;
  }

  static Dataset read(Path file) {
    try (Npz npz = new Npz(file, MAX_BYTES)) {
      ModelNetGrids reader = new ModelNetGrids(file, npz);
      Examples train = reader.part("train");
      Examples test = reader.part("test");
      Unread unread = new Unread();
      npz.names().stream().filter(each -> !reader.used.contains(each)).forEach(unread::add);
      return VoxelSet.of(
          "ModelNet10", train, test, "%s, %s%s".formatted(file.getFileName(), PAGE, unread));
    }
  }

  private Examples part(String part) {
    String inputs = name(INPUTS, part);
    String labelsName = name(LABELS, part);
    used.addAll(List.of(inputs, labelsName));
    List<Integer> shape = npz.header(inputs).shape();
    int side = side(inputs, shape);
    int count = shape.get(0);
    npz.checkedCount(inputs, npz.header(inputs));
    int[] labels = npz.ints(labelsName);
    checkLabels(labelsName, labels, count);

    int[] target = targets(side);
    DataException.ifLacking(file + ", array " + inputs, (long) count * CELLS);
    byte[][] values = new byte[count][CELLS];
    npz.read(
        inputs,
        (index, value) -> {
          if (!Double.isFinite(value)) {
            throw new DataException(
                "%s, array %s has %s at index %d; a cell is a finite number, occupied above 0"
                    .formatted(file, inputs, value, index));
          }
          // So 0 and 1, false and true, -1 and 5 all read alike.
          if (value > 0) {
            values[index / target.length][target[index % target.length]] = Voxelizer.OCCUPIED;
          }
        });
    return new Examples(
        "ModelNet10 " + part, CLASSES, List.of(1, SIDE, SIDE, SIDE), values, labels);
  }

  /** The array of this part, by any of the names in use: X_train, train_x, features_train... */
  private String name(Set<String> kinds, String part) {
    List<String> found = npz.names().stream().filter(name -> isNamed(name, kinds, part)).toList();
    if (found.size() != 1) {
      throw new DataException(
          "%s has %s as %s part's %s among its arrays %s; name one X_train, y_train and so on"
              .formatted(
                  file,
                  found.isEmpty() ? "nothing" : found,
                  part,
                  kinds == INPUTS ? "grids" : "labels",
                  npz.names()));
    }
    return found.get(0);
  }

  private static boolean isNamed(String name, Set<String> kinds, String part) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
    return (plain.startsWith(part) && kinds.contains(plain.substring(part.length())))
        || (plain.endsWith(part)
            && kinds.contains(plain.substring(0, plain.length() - part.length())));
  }

  private int side(String name, List<Integer> shape) {
    List<Integer> sides = shape.subList(Math.min(1, shape.size()), shape.size());
    if (sides.size() == 4 && sides.get(0) == 1) {
      sides = sides.subList(1, 4);
    } else if (sides.size() == 4 && sides.get(3) == 1) {
      sides = sides.subList(0, 3);
    }
    int side = sides.isEmpty() ? 0 : sides.get(0);
    if (sides.size() != 3
        || side < MIN_SIDE
        || side > SIDE
        || !sides.equals(List.of(side, side, side))
        || shape.get(0) < 1
        || shape.get(0) > MAX_GRIDS) {
      throw new DataException(
          "%s, array %s has shape %s; 1 to %d cubes of side %d to %d are read"
                  .formatted(file, name, shape, MAX_GRIDS, MIN_SIDE, SIDE)
              + ", as (N, S, S, S), (N, 1, S, S, S) or (N, S, S, S, 1)");
    }
    return side;
  }

  private void checkLabels(String name, int[] labels, int count) {
    if (labels.length != count) {
      throw new DataException(
          "%s, array %s has %d labels for %d grids; use the official file"
              .formatted(file, name, labels.length, count));
    }
    for (int i = 0; i < count; i++) {
      if (labels[i] < 0 || labels[i] >= CLASSES.size()) {
        throw new DataException(
            "%s, array %s has label %d at index %d; allowed are 0 to %d, for %s"
                .formatted(file, name, labels[i], i, CLASSES.size() - 1, CLASSES));
      }
    }
  }

  /** For each cell of a grid in the file's order, where it goes in an example. */
  private static int[] targets(int side) {
    int before = (SIDE - side) / 2;
    int[] target = new int[side * side * side];
    for (int k = 0; k < target.length; k++) {
      int x = k / (side * side);
      int y = k / side % side;
      int z = k % side;
      target[k] = ((before + y) * SIDE + before + side - 1 - z) * SIDE + before + x;
    }
    return target;
  }
}
