package org.smashnas.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws voxel grids of furniture, of the classes of ModelNet10. */
final class Furniture {
  private static final int SIDE = ModelNetGrids.SIDE;
  private static final int CELLS = SIDE * SIDE * SIDE;
  private static final int MOST = Integer.MAX_VALUE / CELLS;

  private Furniture() {}

  static Dataset draw(int train, int test, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // One generator a part, so that the test grids do not depend on the number of the others.
    Examples trainPart = examples("furniture train", train, random.split());
    Examples testPart = examples("furniture test", test, random.split());
    return new Dataset(
        "furniture", trainPart, testPart, "drawn by Datasets.furniture, seed " + seed);
  }

  private static Examples examples(String name, int count, SplittableRandom random) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "%d grids for %s; give 1 to %d".formatted(count, name, MOST));
    }
    List<String> classNames = ModelNetGrids.CLASSES;
    byte[][] values = new byte[count][];
    int[] labels = IntStream.range(0, count).map(i -> i % classNames.size()).toArray();
    // One seed a grid, so that it is the same whichever thread draws it.
    long[] seeds = random.longs(count).toArray();
    Workers.each(
        "Drawing " + name,
        count,
        i -> {
          Carpenter carpenter = new Carpenter(new SplittableRandom(seeds[i]));
          values[i] = ModelNetGrids.VOXELIZER.voxelize(carpenter.build(classNames.get(labels[i])));
        });
    return new Examples(name, classNames, List.of(1, SIDE, SIDE, SIDE), values, labels);
  }
}
