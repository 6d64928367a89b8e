package org.smashnas.inside;

import java.util.Locale;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;

/**
 * How many weights a HyperNet has and how many it writes (paper, section 3.2 and appendix B).
 *
 * @param hyperNet weights of the HyperNet, the same for every architecture
 * @param written weights of the matrix that it writes for one architecture: (B N_max) x (L D N)
 * @param used those of them that the architecture has a place for: an op of few units leaves rows
 */
public record Compression(long hyperNet, long written, long used) {
  /** Counts for one architecture, of the encoding's space. */
  public static Compression of(Encoding encoding, HyperShape shape, Architecture architecture) {
    SearchSpace space = encoding.space();
    long hyperNet =
        shape.layers(encoding.channels(), space.hyperOutputs()).stream()
            .mapToLong(l -> (long) l.in() * l.out() * l.kernel() * l.kernel())
            .sum();
    long written =
        (long) space.bottleneck()
            * space.maxUnits()
            * architecture.columns()
            * space.columnChannels();
    long used = architecture.sites().stream().mapToLong(Compression::used).sum();
    return new Compression(hyperNet, written, used);
  }

  private static long used(OpSite site) {
    return (long) site.readChannels() * site.op().bottleneck();
  }

  /** Weights in use for each weight of the HyperNet; above 1, it is smaller than its work. */
  public double ratio() {
    return (double) used / hyperNet;
  }

  /**
   * For example "a HyperNet of 120,000 weights writes 96,000, of which 70,000 are used: 0.583 for
   * each of its own".
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "a HyperNet of %,d weights writes %,d, of which %,d are used: %.3g for each of its own",
        hyperNet,
        written,
        used,
        ratio());
  }
}
