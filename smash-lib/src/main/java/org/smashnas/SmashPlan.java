package org.smashnas;

import java.util.function.Function;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.encoding.Encoding;
import org.smashnas.study.Regime;

/**
 * What a SMASH network is to be.
 *
 * @param space fitted to the data, with the regime's change
 * @param encoding makes the encoding for the space
 * @param regime whose change of the training is still to be applied to the budget's
 */
record SmashPlan(
    SearchSpace space,
    RunData data,
    Budget budget,
    Function<SearchSpace, Encoding> encoding,
    Regime regime,
    long seed) {
  /** The normal regime, on examples drawn by the seed. */
  static SmashPlan of(
      SearchSpace space,
      Dataset data,
      Budget budget,
      Function<SearchSpace, Encoding> encoding,
      long seed) {
    SearchSpace fitted = budget.fit(space, data);
    RunData examples = RunData.of(fitted, data, budget, seed);
    examples.requireBatches(budget);
    ResultsFolder.require();
    return new SmashPlan(fitted, examples, budget, encoding, Regime.normal(), seed);
  }
}
