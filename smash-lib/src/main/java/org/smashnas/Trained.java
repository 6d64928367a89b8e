package org.smashnas;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.smashnas.data.Normalization;
import org.smashnas.export.Export;
import org.smashnas.nn.ResultNet;
import org.smashnas.plot.ConfusionMap;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;

/**
 * An architecture trained normally.
 *
 * @param net the network with its weights; close it when it is no longer needed
 * @param normalization what its inputs went through
 * @param history its training curve, with the error on the validation examples
 * @param test its errors on the test examples, measured once, at the end
 * @param classNames names of the classes, in the order of their labels
 */
public record Trained(
    ResultNet net,
    Normalization normalization,
    History history,
    Evaluation test,
    List<String> classNames)
    implements AutoCloseable {
  public Trained {
    classNames = List.copyOf(classNames);
  }

  /** Which classes of the test examples were taken for which, as a picture. */
  public BufferedImage confusion() {
    return ConfusionMap.draw(test.confusion(), classNames);
  }

  /**
   * Writes the network as a folder that PyTorch runs without this library ({@link Export}), and
   * that {@link #load} reads.
   *
   * @param folder absent, empty or an earlier export, which is replaced
   */
  public void export(Path folder) {
    Export.write(net, normalization, into -> TrainedFile.write(this, into), folder);
  }

  /**
   * Reads what {@link #export} wrote: on a CPU the network predicts bit for bit what it did.
   *
   * @throws IllegalArgumentException if a file is damaged or of another format, with the reason
   */
  public static Trained load(Path folder) {
    return TrainedFile.read(folder);
  }

  /** For example "network 3f2a: error 41.2% (95% interval 39.1 to 43.4, n = 2000)". */
  @Override
  public String toString() {
    return "network " + net.architecture().id() + ": " + test;
  }

  @Override
  public void close() {
    net.close();
  }
}
