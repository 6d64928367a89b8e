package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;

/**
 * A lie about one field of an encoding, to see whether the HyperNet listens to it (paper, section
 * 4.2): the weights for one architecture are generated from a code that is partly another's.
 *
 * <p>Only rows that an op fills are changed, so that units stay what the rows say.
 *
 * @param kind how the field's values are made wrong
 * @param field name of the field
 * @param amount standard deviation of {@link Kind#NOISE}, in units of the code's values; unused by
 *     the other kinds
 */
public record Corruption(Kind kind, String field, double amount) {
  /** How a field's values are made wrong. */
  public enum Kind {
    /** Each op gets the values of another op of the same architecture, or its own by chance. */
    SHUFFLE,
    /** Each op gets the values of a random op of a random architecture of the space. */
    REDRAW,
    /** All values are the encoding's off-value, 0 by default: nothing is told. */
    ZERO,
    /** Each op gets the values of the op at its place in one other architecture of the space. */
    SWAP,
    /** Gaussian noise is added to all values. */
    NOISE
  }

  public Corruption {
    if (!(amount >= 0)) {
      throw new IllegalArgumentException("amount is " + amount + "; it is 0 or more");
    }
  }

  /** A corruption that takes no amount. */
  public static Corruption of(Kind kind, String field) {
    if (kind == Kind.NOISE) {
      throw new IllegalArgumentException("noise needs an amount: Corruption.noise(field, amount)");
    }
    return new Corruption(kind, field, 0);
  }

  /** Gaussian noise of this standard deviation. */
  public static Corruption noise(String field, double amount) {
    return new Corruption(Kind.NOISE, field, amount);
  }

  /**
   * The architecture's embedding with one field made wrong.
   *
   * @throws IllegalArgumentException if the encoding has no such field
   */
  public Embedding apply(Encoding encoding, Architecture architecture, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Embedding truth = encoding.encode(architecture);
    List<OpSite> sites = architecture.sites();
    List<Source> sources = sources(encoding, architecture, truth, random);
    List<Integer> channels = encoding.places(field);
    float[] values = truth.values();
    for (int i = 0; i < sites.size(); i++) {
      OpSite site = sites.get(i);
      for (int channel : channels) {
        for (int row = 0; row < site.rows(); row++) {
          for (int l = site.column(); l < site.column() + site.columns(); l++) {
            int at = (channel * truth.rows() + row) * truth.columns() + l;
            values[at] =
                switch (kind) {
                  case ZERO -> encoding.offValue();
                  case NOISE -> (float) (values[at] + amount * random.nextGaussian());
                  default -> sources.get(i).at(channel, l - site.column());
                };
          }
        }
      }
    }
    return new Embedding(truth.channels(), truth.rows(), truth.columns(), values);
  }

  /** Where each op's new values come from. */
  private List<Source> sources(
      Encoding encoding, Architecture a, Embedding truth, SplittableRandom random) {
    List<OpSite> sites = a.sites();
    return switch (kind) {
      case SHUFFLE -> {
        List<Source> own = new ArrayList<>(sites.stream().map(s -> new Source(truth, s)).toList());
        for (int i = own.size() - 1; i > 0; i--) {
          Collections.swap(own, i, random.nextInt(i + 1));
        }
        yield own;
      }
      case REDRAW -> sites.stream().map(s -> anyOp(encoding, random)).toList();
      case SWAP -> {
        Architecture other = encoding.space().sample(random.nextLong());
        Embedding code = encoding.encode(other);
        List<OpSite> others = other.sites();
        yield IntStream.range(0, sites.size())
            .mapToObj(i -> new Source(code, others.get(i % others.size())))
            .toList();
      }
      default -> Collections.nCopies(sites.size(), null);
    };
  }

  private static Source anyOp(Encoding encoding, SplittableRandom random) {
    Architecture other = encoding.space().sample(random.nextLong());
    List<OpSite> sites = other.sites();
    return new Source(encoding.encode(other), sites.get(random.nextInt(sites.size())));
  }

  /** An op's columns in some embedding; an op with more columns than it starts over. */
  private record Source(Embedding code, OpSite site) {
    float at(int channel, int column) {
      return code.at(channel, 0, site.column() + column % site.columns());
    }
  }
}
