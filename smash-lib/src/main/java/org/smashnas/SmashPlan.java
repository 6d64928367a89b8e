package org.smashnas;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.EncodingFile;
import org.smashnas.study.Regime;
import org.smashnas.train.SmashConfig;

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

  /** How it is trained, the regime's change included. */
  SmashConfig config() {
    return regime.training().apply(budget.smash());
  }

  /** All that the trained network depends on: where it differs, weights are of no use. */
  Map<String, String> conditions() {
    EncodingFile codes = EncodingFile.of(encoding.apply(space));
    Map<String, String> conditions = new TreeMap<>();
    conditions.put("examples", SmashFile.Data.of(data).toString());
    conditions.put("space", space.toString());
    conditions.put("encoding", codes.toString());
    conditions.put("encoding_codes", codes.codes());
    conditions.put("training", config().toString());
    conditions.put("seed", Long.toString(seed));
    conditions.put("regime", regime.name());
    return conditions;
  }
}
