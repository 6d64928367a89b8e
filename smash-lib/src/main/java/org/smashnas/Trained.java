package org.smashnas;

import java.nio.file.Path;
import org.smashnas.data.Normalization;
import org.smashnas.export.Export;
import org.smashnas.nn.ResultNet;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;

/**
 * An architecture trained normally.
 *
 * @param net the network with its weights; close it when it is no longer needed
 * @param normalization what its inputs went through
 * @param history its training curve, with the error on the validation examples
 * @param test its error on the test examples, measured once, at the end
 */
public record Trained(ResultNet net, Normalization normalization, History history, Evaluation test)
    implements AutoCloseable {
  /**
   * Writes the network as a folder that PyTorch runs without this library; see {@link Export}.
   *
   * @param folder absent, empty or an earlier export, which is replaced
   */
  public void export(Path folder) {
    Export.write(net, normalization, folder);
  }

  @Override
  public void close() {
    net.close();
  }
}
