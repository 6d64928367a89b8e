package org.smashnas.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * The epochs of one training run, in order.
 *
 * @param name what was trained, as charts label it, for example "SMASH network"
 * @param epochs the epochs so far, numbered from 1 without a gap
 */
public record History(String name, List<Epoch> epochs) implements Serializable {
  public History {
    epochs = List.copyOf(epochs);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).number() != i + 1) {
        throw new IllegalArgumentException(
            "epoch "
                + epochs.get(i).number()
                + " stands at place "
                + (i + 1)
                + "; epochs go 1, 2, 3");
      }
    }
  }

  /** A history with no epoch yet. */
  public static History empty(String name) {
    return new History(name, List.of());
  }

  /** This history and one more epoch. */
  public History with(Epoch epoch) {
    List<Epoch> longer = new ArrayList<>(epochs);
    longer.add(epoch);
    return new History(name, longer);
  }

  /** The epochs as a table, one a row; what was not measured is missing. */
  public Table table() {
    return Table.create(
        name,
        IntColumn.create("epoch", epochs.stream().mapToInt(Epoch::number).toArray()),
        column("train_loss", Epoch::trainLoss),
        column("validation_loss", Epoch::validationLoss),
        column("validation_error", Epoch::validationError),
        column("learning_rate", Epoch::learningRate),
        column("seconds", Epoch::seconds));
  }

  private DoubleColumn column(String title, ToDoubleFunction<Epoch> value) {
    return DoubleColumn.create(title, epochs.stream().mapToDouble(value).toArray());
  }

  /** The newest epoch; throws if there is none. */
  public Epoch last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException(name + " has no epoch yet; train it first");
    }
    return epochs.get(epochs.size() - 1);
  }

  /**
   * For example "SMASH network: 15 epochs in 301 s, training loss 1.553, validation error 56.0%".
   */
  @Override
  public String toString() {
    if (epochs.isEmpty()) {
      return name + ": no epoch yet";
    }
    double seconds = epochs.stream().mapToDouble(Epoch::seconds).sum();
    String error =
        Double.isNaN(last().validationError())
            ? ""
            : String.format(
                Locale.ROOT, ", validation error %.1f%%", 100 * last().validationError());
    return String.format(
        Locale.ROOT,
        "%s: %d epochs in %.0f s, training loss %.3f%s",
        name,
        last().number(),
        seconds,
        last().trainLoss(),
        error);
  }
}
