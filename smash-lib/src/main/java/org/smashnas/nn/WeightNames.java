package org.smashnas.nn;

import org.smashnas.arch.OpSite;

/** What the weights of one architecture's layers are called, wherever they come from. */
final class WeightNames {
  static final String STEM = "stem";
  static final String OUTPUT = "output";

  private WeightNames() {}

  static String pointwise(OpSite site) {
    return op(site) + ".pointwise";
  }

  static String conv(OpSite site, int i) {
    return op(site) + ".conv." + i;
  }

  /** The transition into a block, which is 1 or 2. */
  static String transition(int block) {
    return "transitions." + (block - 1);
  }

  static String weight(String layer) {
    return layer + ".weight";
  }

  static String bias(String layer) {
    return layer + ".bias";
  }

  /** The batch norm that belongs to a layer. */
  static String norm(String layer) {
    return layer + ".norm";
  }

  private static String op(OpSite site) {
    return "blocks." + site.block() + ".ops." + site.index();
  }
}
