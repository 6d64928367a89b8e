package org.smashnas.arch;

import java.util.List;

/**
 * One block: memory banks at one resolution and the ops that read and write them (paper, section
 * 3.1).
 *
 * @param bankChannels channels of every bank
 * @param inputBanks banks that the block's input fills before the first op
 * @param banks banks in all; each is filled by the input or by an op
 * @param ops the ops in order, at least one
 */
public record Block(int bankChannels, int inputBanks, int banks, List<Op> ops) {
  public Block {
    ops = List.copyOf(ops);
    if (bankChannels < 1 || inputBanks < 1 || banks < inputBanks || ops.isEmpty()) {
      throw new IllegalArgumentException(
          "a block has %s input banks, %s banks of %s channels and %s ops; it needs at least one of each, and no fewer banks than input banks"
              .formatted(inputBanks, banks, bankChannels, ops.size()));
    }
    int filled = inputBanks;
    for (int i = 0; i < ops.size(); i++) {
      filled = filledAfter(ops.get(i), i, filled, bankChannels);
    }
    if (filled != banks) {
      throw new IllegalArgumentException(
          "a block has %s banks, of which %s are ever filled; drop the rest"
              .formatted(banks, filled));
    }
  }

  private static int filledAfter(Op op, int index, int filled, int bankChannels) {
    int lastRead = op.read().get(op.read().size() - 1);
    if (lastRead >= filled) {
      throw new IllegalArgumentException(
          "op %s reads bank %s, which is empty; banks 0 to %s are filled by then"
              .formatted(index, lastRead, (filled - 1)));
    }
    if (op.units() % bankChannels != 0) {
      throw new IllegalArgumentException(
          "op %s has %s units; banks need a multiple of %s"
              .formatted(index, op.units(), bankChannels));
    }
    if (op.write().size() < op.units() / bankChannels) {
      throw new IllegalArgumentException(
          "op %s writes %s banks of its output's %s; every piece must be written"
              .formatted(index, op.write().size(), op.units() / bankChannels));
    }
    for (int bank : op.write()) {
      if (bank > filled) {
        throw new IllegalArgumentException(
            "op %s writes bank %s while bank %s is empty; new banks are filled in order"
                .formatted(index, bank, filled));
      }
      filled = Math.max(filled, bank + 1);
    }
    return filled;
  }

  /** Channels that an op reads. */
  public int readChannels(Op op) {
    return op.read().size() * bankChannels;
  }

  /** Channels of the block's input. */
  public int inputChannels() {
    return inputBanks * bankChannels;
  }

  /** Channels of the block's output: all its banks. */
  public int outputChannels() {
    return banks * bankChannels;
  }
}
