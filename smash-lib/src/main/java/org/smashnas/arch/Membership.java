package org.smashnas.arch;

import java.util.List;

/** Whether a block belongs to a space; says with one sentence why it does not. */
final class Membership {
  private final SearchSpace space;
  private final int block;

  private Membership(SearchSpace space, int block) {
    this.space = space;
    this.block = block;
  }

  static void check(SearchSpace space, int block, Block b) {
    Membership m = new Membership(space, block);
    m.require(
        space.bankSizes(block).contains(b.bankChannels()),
        "banks of " + b.bankChannels() + " channels",
        "bank sizes " + space.bankSizes(block));
    m.require(
        b.inputBanks() == space.inputBanks(block, b.bankChannels()),
        b.inputBanks() + " input banks",
        space.inputBanks(block, b.bankChannels()) + " for banks of " + b.bankChannels());
    m.require(
        b.banks() <= space.bankLimit(block, b.bankChannels()),
        b.banks() + " banks",
        "at most " + space.bankLimit(block, b.bankChannels()) + " of " + b.bankChannels());
    m.require(
        b.ops().size() <= space.maxOps(), b.ops().size() + " ops", "at most " + space.maxOps());
    b.ops().forEach(op -> m.checkOp(b, op));
  }

  private void checkOp(Block b, Op op) {
    int read = b.readChannels(op);
    require(
        read % space.columnChannels() == 0,
        "an op that reads " + read + " channels",
        "multiples of " + space.columnChannels() + " channels (bankUnit x depthCompression)");
    require(op.units() <= space.maxUnits(), op.units() + " units", "at most " + space.maxUnits());
    int bottleneck = space.bottleneckFor(read, op.units());
    require(
        op.bottleneck() == bottleneck,
        "1x1 outputs " + op.bottleneck(),
        bottleneck + " for " + read + " channels read and " + op.units() + " units");
    among("the pattern ", op.pattern(), "patterns ", space.patterns());
    among("the activation ", op.activation(), "activations ", space.activations());
    require(space.gates() || !op.gated(), "a gated op", "no gates");
    among("an op whose writing is ", op.writing(), "writes ", space.writes());
    among("an op whose pool is ", op.pool(), "pools ", space.pools());
    for (int i = 0; i < 4; i++) {
      if (op.convs().get(i).active()) {
        checkConv(op, i);
      }
    }
  }

  private void checkConv(Op op, int i) {
    Conv conv = op.convs().get(i);
    List<Integer> kernel = conv.kernel();
    require(
        kernel.size() == space.dims() && space.kernels().containsAll(kernel),
        "kernel " + kernel,
        space.dims() + " axes with sizes " + space.kernels());
    for (int axis = 0; axis < kernel.size(); axis++) {
      int most = space.maxDilation(kernel.get(axis));
      require(
          conv.dilation().get(axis) <= most,
          "dilation " + conv.dilation() + " of kernel " + kernel,
          "at most " + most + " for size " + kernel.get(axis));
    }
    require(
        !space.isotropic() || conv.dilation().stream().distinct().count() == 1,
        "dilation " + conv.dilation(),
        "one dilation for all axes");
    require(
        space.groups().contains(conv.groups()),
        conv.groups() + " groups",
        "groups " + space.groups());
    require(
        op.convInputs(i) % conv.groups() == 0 && op.units() % conv.groups() == 0,
        conv.groups() + " groups",
        "divisors of " + op.convInputs(i) + " inputs and " + op.units() + " units");
  }

  private void among(String what, Object given, String field, List<?> allowed) {
    require(allowed.contains(given), what + given, field + allowed);
  }

  private void require(boolean holds, String given, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "block %s has %s; space %s allows %s there"
              .formatted(block, given, space.name(), allowed));
    }
  }
}
