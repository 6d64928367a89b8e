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
          "a block has "
              + inputBanks
              + " input banks, "
              + banks
              + " banks of "
              + bankChannels
              + " channels and "
              + ops.size()
              + " ops; it needs at least one of each, and no fewer banks than input banks");
    }
    int filled = inputBanks;
    for (int i = 0; i < ops.size(); i++) {
      filled = filledAfter(ops.get(i), i, filled, bankChannels);
    }
    if (filled != banks) {
      throw new IllegalArgumentException(
          "a block has "
              + banks
              + " banks, of which "
              + filled
              + " are ever filled; drop the rest");
    }
  }

  private static int filledAfter(Op op, int index, int filled, int bankChannels) {
    int lastRead = op.read().get(op.read().size() - 1);
    if (lastRead >= filled) {
      throw new IllegalArgumentException(
          "op "
              + index
              + " reads bank "
              + lastRead
              + ", which is empty; banks 0 to "
              + (filled - 1)
              + " are filled by then");
    }
    if (op.units() % bankChannels != 0) {
      throw new IllegalArgumentException(
          "op "
              + index
              + " has "
              + op.units()
              + " units; banks need a multiple of "
              + bankChannels);
    }
    if (op.write().size() < op.units() / bankChannels) {
      throw new IllegalArgumentException(
          "op "
              + index
              + " writes "
              + op.write().size()
              + " banks of its output's "
              + op.units() / bankChannels
              + "; every piece must be written");
    }
    for (int bank : op.write()) {
      if (bank > filled) {
        throw new IllegalArgumentException(
            "op "
                + index
                + " writes bank "
                + bank
                + " while bank "
                + filled
                + " is empty; new banks are filled in order");
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
