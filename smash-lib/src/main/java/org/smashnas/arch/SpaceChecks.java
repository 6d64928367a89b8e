package org.smashnas.arch;

import java.util.List;

/** Refuses impossible spaces with a sentence that names the field. */
final class SpaceChecks {
  private SpaceChecks() {}

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  static void positive(String field, int value) {
    require(value >= 1, field + " is " + value + "; at least 1 is needed");
  }

  static void multiple(String field, int value, int of) {
    require(
        value >= of && value % of == 0,
        field + " is " + value + "; it must be a multiple of " + of);
  }

  static void ascending(String field, List<Integer> values) {
    require(!values.isEmpty(), field + " is empty; allow at least one value");
    for (int i = 0; i < values.size(); i++) {
      require(
          values.get(i) >= 1 && (i == 0 || values.get(i) > values.get(i - 1)),
          field + " is " + values + "; values start at 1 and ascend");
    }
  }

  static void different(String field, List<?> values) {
    require(
        !values.isEmpty() && values.stream().distinct().count() == values.size(),
        field + " is " + values + "; give at least one, all different");
  }

  static void kernels(List<Integer> kernels, int maxExtent) {
    for (int k : kernels) {
      require(
          k % 2 == 1 && k <= maxExtent,
          "kernels is " + kernels + "; sizes are odd and at most maxExtent, " + maxExtent);
    }
  }

  static void groups(List<Integer> groups, int bankUnit) {
    for (int g : groups) {
      require(
          bankUnit % g == 0, "groups is " + groups + "; each must divide bankUnit, " + bankUnit);
    }
  }

  static void blocks(
      List<Integer> inputs,
      List<Integer> widths,
      List<Integer> budgets,
      int bankUnit,
      int maxBanks,
      int depthCompression) {
    require(
        inputs.size() == SearchSpace.BLOCKS
            && widths.size() == SearchSpace.BLOCKS
            && budgets.size() == SearchSpace.BLOCKS,
        "blockInputs, blockWidths and budgets have "
            + inputs.size()
            + ", "
            + widths.size()
            + " and "
            + budgets.size()
            + " values; there are "
            + SearchSpace.BLOCKS
            + " blocks");
    int least = bankUnit * depthCompression;
    require(
        maxBanks >= depthCompression,
        "maxBanks is " + maxBanks + "; an op may read " + depthCompression + " banks at the least");
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      require(
          inputs.get(b) >= least && inputs.get(b) % bankUnit == 0,
          "blockInputs is " + inputs + "; multiples of " + bankUnit + " from " + least + " on");
      require(
          widths.get(b) >= inputs.get(b),
          "blockWidths is " + widths + "; each block must have room for its input, " + inputs);
      require(
          budgets.get(b) >= least,
          "budgets is " + budgets + "; one op needs at least " + least + " channels");
    }
  }

  static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
