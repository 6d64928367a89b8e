package org.smashnas.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smashnas.data.mesh.Mesh;
import org.smashnas.data.mesh.Solids;

/**
 * Builds one piece of furniture of boxes and cylinders, sizes in metres and styles drawn at random:
 * x to the right, y away from whoever stands before it, z up from the floor.
 *
 * <p>Classes overlap in size and proportion, as in life: a desk may be as plain as a table, a night
 * stand is a small dresser or has a shelf between legs.
 */
final class Carpenter {
  private static final int SIDE = ModelNetGrids.SIDE;
  private static final int CELLS = SIDE * SIDE * SIDE;
  private static final int MOST = Integer.MAX_VALUE / CELLS;

  private final SplittableRandom random;
  private final List<Mesh> parts = new ArrayList<>();

  Carpenter(SplittableRandom random) {
    this.random = random;
  }

  /** A new piece of the class of ModelNet10 with this name. */
  Mesh build(String name) {
    parts.clear();
    switch (name) {
      case "bathtub" -> bathtub();
      case "bed" -> bed();
      case "chair" -> chair();
      case "desk" -> desk();
      case "dresser" -> dresser();
      case "monitor" -> monitor();
      case "night_stand" -> nightStand();
      case "sofa" -> sofa();
      case "table" -> table();
      case "toilet" -> toilet();
      default -> throw new IllegalArgumentException("there is no furniture called " + name);
    }
    return Mesh.union(parts);
  }

  private void bathtub() {
    double w = between(1.4, 1.9);
    double d = between(0.65, 0.95);
    double feet = chance(0.3) ? between(0.08, 0.18) : 0;
    double top = feet + between(0.4, 0.6);
    double rim = between(0.06, 0.16);
    double floor = feet + between(0.06, 0.2);
    box(0, w, 0, d, feet, floor);
    box(0, rim, 0, d, feet, top);
    box(w - rim, w, 0, d, feet, top);
    box(0, w, 0, rim, feet, top);
    box(0, w, d - rim, d, feet, top);
    if (feet > 0) {
      legs(0.05, w - 0.05, 0.05, d - 0.05, 0.1, feet);
    }
    if (chance(0.6)) {
      double up = top + between(0.1, 0.25);
      box(0, 0.06, d / 2 - 0.03, d / 2 + 0.03, top, up);
      box(0, rim + between(0.06, 0.15), d / 2 - 0.03, d / 2 + 0.03, up - 0.06, up);
    }
    if (chance(0.25)) {
      box(-between(0.1, 0.3), 0, 0, d, 0, top);
    }
  }

  private void bed() {
    double w = between(0.9, 2);
    double d = between(1.9, 2.2);
    double legs = chance(0.6) ? between(0.1, 0.3) : 0;
    double top = legs + between(0.2, 0.4);
    box(0, w, 0, d, legs, top);
    if (legs > 0) {
      legs(0, w, 0, d, between(0.06, 0.12), legs);
    }
    double thick = between(0.06, 0.12);
    double head = top + between(0.25, 0.7);
    if (chance(0.7)) {
      box(0, w, d, d + thick, 0, head);
    } else {
      slats(0, w, d, d + thick, top - 0.05, head);
    }
    if (chance(0.4)) {
      box(0, w, -thick, 0, 0, top + between(0.05, 0.3));
    }
    int pillows = w > 1.3 ? 2 : 1;
    for (int i = 0; chance(0.8) && i < pillows; i++) {
      double room = w / pillows;
      box(i * room + 0.1, (i + 1) * room - 0.1, d - 0.5, d - 0.08, top, top + between(0.1, 0.18));
    }
  }

  private void chair() {
    double w = between(0.4, 0.6);
    double d = between(0.4, 0.55);
    double seat = between(0.38, 0.5);
    double thick = between(0.04, 0.12);
    box(0, w, 0, d, seat - thick, seat);
    if (chance(0.75)) {
      legs(0, w, 0, d, between(0.04, 0.07), seat - thick);
    } else {
      foot(w / 2, d / 2, 0.04, Math.min(w, d) * between(0.35, 0.5), seat - thick);
    }
    double back = seat + between(0.35, 0.6);
    double backThick = between(0.04, 0.08);
    if (chance(0.5)) {
      box(0, w, d - backThick, d, seat, back);
    } else {
      slats(0, w, d - backThick, d, seat, back);
    }
    if (chance(0.4)) {
      double arm = seat + between(0.18, 0.28);
      for (double x : new double[] {0, w - 0.05}) {
        box(x, x + 0.05, 0.02, d, arm - 0.05, arm);
        box(x, x + 0.05, 0.02, 0.07, seat, arm);
      }
    }
  }

  private void desk() {
    double w = between(1.1, 1.8);
    double d = between(0.55, 0.85);
    double h = between(0.68, 0.8);
    double thick = between(0.04, 0.08);
    box(0, w, 0, d, h - thick, h);
    double drawers = between(0.3, 0.5);
    boolean left = chance(0.7);
    boolean right = !left || chance(0.4);
    double under = chance(0.3) ? between(0.08, 0.2) : 0;
    box(0, left ? drawers : 0.06, 0, d, left ? under : 0, h - thick);
    box(w - (right ? drawers : 0.06), w, 0, d, right ? under : 0, h - thick);
    if (under > 0) {
      legs(0, w, 0, d, 0.06, under);
    }
    if (chance(0.5)) {
      box(0, w, d - 0.05, d, between(0.1, 0.4), h - thick);
    }
    if (chance(0.3)) {
      double shelf = h + between(0.25, 0.5);
      box(0, w, d - 0.28, d, shelf - 0.05, shelf);
      box(0, 0.05, d - 0.28, d, h, shelf);
      box(w - 0.05, w, d - 0.28, d, h, shelf);
    }
  }

  private void dresser() {
    cabinet(between(0.7, 1.6), between(0.4, 0.6), between(0.7, 1.3));
    if (chance(0.25)) {
      double[] bounds = Mesh.union(parts).bounds();
      double side = between(0.05, 0.3);
      double up = bounds[5] + between(0.4, 0.8);
      box(bounds[0] + side, bounds[3] - side, bounds[4] - 0.05, bounds[4], bounds[5], up);
    }
  }

  private void monitor() {
    double w = between(0.4, 0.75);
    double h = w * between(0.5, 0.8);
    double d = between(0.03, 0.08);
    double foot = between(0.08, 0.2);
    box(0, w, 0, d, foot, foot + h);
    if (chance(0.3)) {
      double deep = d + between(0.05, 0.3);
      box(w * 0.15, w * 0.85, d, deep, foot + h * 0.15, foot + h * 0.85);
    }
    double neck = between(0.03, 0.1);
    box(w / 2 - neck, w / 2 + neck, d * 0.3, d + 0.03, 0, foot + h / 2);
    double base = between(0.1, 0.2);
    if (chance(0.5)) {
      box(w / 2 - base, w / 2 + base, d / 2 - base * 0.7, d / 2 + base * 0.7, 0, 0.025);
    } else {
      parts.add(Solids.cylinder(w / 2, d / 2, 0, 0.025, base * 0.9, 1));
    }
  }

  private void nightStand() {
    double w = between(0.38, 0.65);
    double d = between(0.35, 0.55);
    double h = between(0.45, 0.75);
    if (chance(0.5)) {
      cabinet(w, d, h);
      return;
    }
    double thick = between(0.03, 0.06);
    double drawer = chance(0.6) ? between(0.1, 0.2) : thick;
    box(0, w, 0, d, h - drawer, h);
    legs(0, w, 0, d, between(0.04, 0.08), h - drawer);
    double shelf = between(0.08, 0.25);
    box(0, w, 0, d, shelf, shelf + thick);
    if (chance(0.4)) {
      box(0, 0.04, 0, d, shelf, h);
      box(w - 0.04, w, 0, d, shelf, h);
    }
  }

  private void sofa() {
    double w = between(1.3, 2.5);
    double d = between(0.75, 1);
    double feet = chance(0.6) ? between(0.06, 0.15) : 0;
    double seat = between(0.36, 0.46);
    double back = between(0.68, 0.95);
    double thick = between(0.15, 0.28);
    box(0, w, 0, d, feet, seat);
    box(0, w, d - thick, d, feet, back);
    double arm = between(seat + 0.1, back);
    double armWidth = between(0.1, 0.25);
    if (chance(0.85)) {
      box(0, armWidth, 0, d, feet, arm);
      box(w - armWidth, w, 0, d, feet, arm);
    }
    if (feet > 0) {
      legs(0, w, 0, d, 0.1, feet);
    }
    if (chance(0.2)) {
      double end = between(0.5, 0.9);
      double x = chance(0.5) ? 0 : w - end;
      box(x, x + end, -between(0.4, 0.9), 0, feet, seat);
    }
  }

  private void table() {
    double w = between(0.7, 2);
    double d = Math.min(w, between(0.6, 1.1));
    double h = between(0.4, 0.8);
    double thick = between(0.03, 0.09);
    if (chance(0.35)) {
      parts.add(Solids.cylinder(d / 2, d / 2, h - thick, h, d / 2, 1));
      foot(d / 2, d / 2, between(0.04, 0.08), d * between(0.2, 0.4), h - thick);
      return;
    }
    box(0, w, 0, d, h - thick, h);
    double inset = chance(0.5) ? 0 : between(0.03, 0.15);
    if (chance(0.75)) {
      legs(inset, w - inset, inset, d - inset, between(0.04, 0.1), h - thick);
    } else {
      box(inset, inset + 0.06, inset, d - inset, 0, h - thick);
      box(w - inset - 0.06, w - inset, inset, d - inset, 0, h - thick);
      box(inset, w - inset, d / 2 - 0.03, d / 2 + 0.03, h * 0.3, h * 0.45);
    }
  }

  private void toilet() {
    double w = between(0.34, 0.44);
    double bowl = between(0.36, 0.44);
    double r = w / 2;
    double depth = between(0.1, 0.25);
    parts.add(Solids.cylinder(r, r, 0, bowl, r * between(0.5, 0.75), 1.3));
    box(w * 0.2, w * 0.8, r, w + depth, 0, bowl * between(0.7, 1));
    parts.add(Solids.cylinder(r, r, bowl, bowl + 0.04, r, 1));
    box(0, w, r, w + depth, bowl - 0.02, bowl + 0.04);
    double deep = between(0.14, 0.22);
    double side = between(-0.05, 0.05);
    double top = bowl + between(0.3, 0.45);
    box(side, w - side, w + depth, w + depth + deep, bowl * between(0, 0.95), top);
    if (chance(0.5)) {
      box(side - 0.02, w - side + 0.02, w + depth - 0.02, w + depth + deep, top, top + 0.04);
    }
    if (chance(0.3)) {
      box(0.02, w - 0.02, w + depth - 0.06, w + depth, bowl, bowl + between(0.25, 0.4));
    }
  }

  /** A closed body, on feet or on the floor, with a top that may stand out. */
  private void cabinet(double w, double d, double h) {
    double feet = chance(0.6) ? between(0.05, 0.25) : 0;
    box(0, w, 0, d, feet, h);
    if (feet > 0) {
      legs(0, w, 0, d, between(0.05, 0.1), feet);
    }
    if (chance(0.5)) {
      double out = between(0.02, 0.06);
      box(-out, w + out, -out, d + out, h, h + between(0.03, 0.06));
    }
    int drawers = 1 + random.nextInt(4);
    for (int i = 0; chance(0.7) && i < drawers; i++) {
      double z = feet + (h - feet) * (i + 0.5) / drawers;
      box(w / 2 - 0.05, w / 2 + 0.05, -0.04, 0, z - 0.02, z + 0.02);
    }
  }

  /** Four legs, square or round, within the corners given, from the floor up. */
  private void legs(double x0, double x1, double y0, double y1, double thick, double height) {
    boolean round = chance(0.4);
    for (double x : new double[] {x0, x1 - thick}) {
      for (double y : new double[] {y0, y1 - thick}) {
        if (round) {
          parts.add(Solids.cylinder(x + thick / 2, y + thick / 2, 0, height, thick / 2, 1.2));
        } else {
          box(x, x + thick, y, y + thick, 0, height);
        }
      }
    }
  }

  /** A post in the middle on a plate, or on a cross of two bars. */
  private void foot(double x, double y, double thick, double reach, double height) {
    parts.add(Solids.cylinder(x, y, 0, height, thick, 1));
    if (chance(0.5)) {
      parts.add(Solids.cylinder(x, y, 0, 0.04, reach, 0.9));
    } else {
      box(x - reach, x + reach, y - 0.03, y + 0.03, 0, 0.06);
      box(x - 0.03, x + 0.03, y - reach, y + reach, 0, 0.06);
    }
  }

  /** Two posts with bars between them, across or upright. */
  private void slats(double x0, double x1, double y0, double y1, double z0, double z1) {
    double post = 0.05;
    box(x0, x0 + post, y0, y1, z0, z1);
    box(x1 - post, x1, y0, y1, z0, z1);
    box(x0, x1, y0, y1, z1 - 0.08, z1);
    int bars = 1 + random.nextInt(3);
    boolean across = chance(0.5);
    for (int i = 1; i <= bars; i++) {
      double share = (double) i / (bars + 1);
      double x = x0 + share * (x1 - x0);
      double z = z0 + share * (z1 - z0);
      if (across) {
        box(x0, x1, y0, y1, z - 0.03, z + 0.03);
      } else {
        box(x - 0.03, x + 0.03, y0, y1, z0, z1);
      }
    }
  }

  private void box(double x0, double x1, double y0, double y1, double z0, double z1) {
    parts.add(Solids.box(x0, y0, z0, x1, y1, z1));
  }

  private double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

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
