package org.smashnas;

import org.smashnas.nn.ResultNet;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;

/**
 * An architecture trained normally.
 *
 * @param net the network with its weights; close it when it is no longer needed
 * @param history its training curve, with the error on the validation examples
 * @param test its error on the test examples, measured once, at the end
 */
public record Trained(ResultNet net, History history, Evaluation test) implements AutoCloseable {
  @Override
  public void close() {
    net.close();
  }
}
