package org.smashnas.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;

/**
 * Which examples of a set were misclassified, in the set's order: what tells how much of a
 * difference between two networks is owed to the examples that they share.
 */
public final class Outcomes implements Serializable {
  private static final Outcomes NONE = new Outcomes(new BitSet(), 0);

  private final BitSet wrong;
  private final int examples;

  private Outcomes(BitSet wrong, int examples) {
    this.wrong = wrong;
    this.examples = examples;
  }

  /** Of no example: nothing was noted. */
  public static Outcomes none() {
    return NONE;
  }

  /**
   * Outcomes of so many examples.
   *
   * @param wrong the misclassified ones, counted from 0
   */
  public static Outcomes of(BitSet wrong, int examples) {
    if (wrong.length() > examples) {
      throw new IllegalArgumentException(
          "example %d is wrong, and there are %d; count them from 0"
              .formatted(wrong.length() - 1, examples));
    }
    return new Outcomes((BitSet) wrong.clone(), examples);
  }

  /**
   * The outcomes that {@link #text} wrote.
   *
   * @throws IllegalArgumentException if the text is not of so many examples
   */
  public static Outcomes parse(String text, int examples) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length != bytes(examples)) {
      throw new IllegalArgumentException(
          "the outcomes have %d bytes; those of %d examples have %d"
              .formatted(bytes.length, examples, bytes(examples)));
    }
    return of(BitSet.valueOf(bytes), examples);
  }

  private static int bytes(int examples) {
    return (examples + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** Number of examples. */
  public int examples() {
    return examples;
  }

  /** Whether an example was misclassified. */
  public boolean wrong(int example) {
    return wrong.get(example);
  }

  /**
   * The outcomes of the first so many examples.
   *
   * @throws IllegalArgumentException if there are fewer, or none is wanted
   */
  public Outcomes first(int count) {
    if (count < 1 || count > examples) {
      throw new IllegalArgumentException(
          "the outcomes of %d examples are wanted, and those of %d were noted; take 1 to %d"
              .formatted(count, examples, examples));
    }
    return new Outcomes(wrong.get(0, count), count);
  }

  /** Share of the examples that are misclassified, 0 to 1; NaN of none. */
  public double error() {
    return (double) wrong.cardinality() / examples;
  }

  /** One bit an example, as Base64, for a column of a table. */
  public String text() {
    return Base64.getEncoder().encodeToString(Arrays.copyOf(wrong.toByteArray(), bytes(examples)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outcomes o && o.examples == examples && o.wrong.equals(wrong);
  }

  @Override
  public int hashCode() {
    return 31 * wrong.hashCode() + examples;
  }

  @Override
  public String toString() {
    return "%d of %d examples misclassified".formatted(wrong.cardinality(), examples);
  }
}
