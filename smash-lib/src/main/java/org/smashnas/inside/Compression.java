package org.smashnas.inside;

import java.util.Locale;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;

/**
 * How many weights a HyperNet has and how many it writes (paper, section 3.2 and appendix B).
 *
 * @param hyperNet weights of the HyperNet, the same for every architecture
 * @param written weights of the matrix that it writes for one architecture: (B N_max) x (L D N),
 *     and those of first convolutions, if it writes them
 * @param used those of them that the architecture has a place for: an op of few units leaves rows
 */
public record Compression(long hyperNet, long written, long used) {
  /** Counts for one architecture, of the encoding's space. */
  public static Compression of(Encoding encoding, HyperShape shape, Architecture architecture) {
    SearchSpace space = encoding.space();
    int outputs = shape.outputs(space, true);
    long hyperNet =
        shape.layers(encoding.channels(), outputs).stream()
            .mapToLong(l -> (long) l.in() * l.out() * l.kernel() * l.kernel())
            .sum();
    long written = (long) outputs * space.rows() * architecture.columns();
    long used = architecture.sites().stream().mapToLong(site -> used(site, shape.convs())).sum();
    return new Compression(hyperNet, written, used);
  }

  private static long used(OpSite site, boolean convs) {
    Op op = site.op();
    Conv first = op.convs().get(0);
    long conv = (long) op.units() * op.convInputs(0) / first.groups() * first.taps();
    return (long) site.readChannels() * op.bottleneck() + (convs ? conv : 0);
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
