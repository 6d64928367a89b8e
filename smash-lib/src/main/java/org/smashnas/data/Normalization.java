package org.smashnas.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Shift and scale by channel: a byte b becomes (b / 255 - mean) / std.
 *
 * @param mean one a channel, on values scaled to 0..1
 * @param std standard deviation, one a channel, on the same scale, above 0
 */
public record Normalization(List<Float> mean, List<Float> std) implements Serializable {
  /**
   * The one that most work on CIFAR-10 uses, of its 50,000 training pictures. For parts of them, or
   * where a digit more matters, use {@link #of}.
   */
  public static final Normalization CIFAR10 =
      new Normalization(List.of(.4914f, .4822f, .4465f), List.of(.2470f, .2435f, .2616f));

  /** The one that most work on CIFAR-100 uses, of its 50,000 training pictures. */
  public static final Normalization CIFAR100 =
      new Normalization(List.of(.5071f, .4865f, .4409f), List.of(.2673f, .2564f, .2762f));

  public Normalization {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw new IllegalArgumentException(
          "%d means and %d standard deviations; give one of each a channel"
              .formatted(mean.size(), std.size()));
    }
    if (!mean.stream().allMatch(Float::isFinite)
        || !std.stream().allMatch(each -> Float.isFinite(each) && each > 0)) {
      throw new IllegalArgumentException(
          "means are %s, standard deviations %s; give finite numbers, deviations above 0"
              .formatted(mean, std));
    }
  }

  /**
   * The one for voxels of one channel, as in the paper's experiments: an empty cell (byte 0)
   * becomes -1, an occupied one (255) 5, a partly occupied one what lies between.
   */
  public static Normalization voxels() {
    return new Normalization(List.of(1 / 6f), List.of(1 / 6f));
  }

  /**
   * The one that gives {@code examples} mean 0 and standard deviation 1 in every channel; compute
   * it from the training part only.
   *
   * <p>The deviation is the population's (divisor N). A channel that is constant keeps deviation 1,
   * so that it becomes 0 rather than NaN.
   *
   * @throws IllegalArgumentException if there is no example
   */
  public static Normalization of(Examples examples) {
    if (examples.size() == 0) {
      throw new IllegalArgumentException(
          examples.name() + " is empty; a normalisation needs at least one example");
    }
    int channels = examples.shape().get(0);
    int plane = examples.valuesPerExample() / channels;
    List<Float> mean = new ArrayList<>();
    List<Float> std = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      // Sums of integers are exact, so a single pass loses nothing to cancellation.
      long sum = 0;
      long squares = 0;
      for (int i = 0; i < examples.size(); i++) {
        byte[] from = examples.at(i);
        for (int k = c * plane; k < (c + 1) * plane; k++) {
          long value = from[k] & 0xff;
          sum += value;
          squares += value * value;
        }
      }
      double n = (double) examples.size() * plane;
      double average = sum / n;
      double variance = squares / n - average * average;
      mean.add((float) (average / 255));
      // Below one grey level in a thousand pixels, what is left is rounding.
      std.add(variance < 1e-9 ? 1f : (float) (Math.sqrt(variance) / 255));
    }
    return new Normalization(mean, std);
  }

  /** What each of the 256 bytes becomes, by channel. */
  float[][] table() {
    float[][] table = new float[mean.size()][256];
    for (int c = 0; c < table.length; c++) {
      for (int b = 0; b < 256; b++) {
        table[c][b] = (b / 255f - mean.get(c)) / std.get(c);
      }
    }
    return table;
  }
}
