package org.smashnas.search;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.SparseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** A random forest (Breiman 2001) that has learned scores from the sums of codes. */
final class Forest {
  /** Candidates that a leaf is made of at least. */
  private static final float LEAF = 3;

  /** Share of the features that a split chooses from. */
  private static final float FEATURES = 0.3f;

  private static final RegressionFactory FACTORY = new RegressionFactory();

  // Held here, or its level goes when the logger is collected: it tells of every tree.
  private static final Logger TREES = Logger.getLogger(BaggingTrainer.class.getName());

  static {
    TREES.setLevel(Level.WARNING);
  }

  private final List<TreeModel<Regressor>> trees;

  private Forest(List<TreeModel<Regressor>> trees) {
    this.trees = trees;
  }

  /**
   * Learns.
   *
   * @param codes sums of codes by field, of one encoding; at least one
   * @param scores one for each
   * @param seed the same gives the same forest
   */
  static Forest fit(List<Map<String, double[]>> codes, double[] scores, int trees, long seed) {
    MutableDataset<Regressor> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("scores", FACTORY), FACTORY);
    IntStream.range(0, scores.length).forEach(i -> data.add(example(codes.get(i), scores[i])));
    var tree =
        new CARTJointRegressionTrainer(
            Integer.MAX_VALUE, LEAF, 0, FEATURES, false, new MeanSquaredError(), false, seed);
    var trainer = new RandomForestTrainer<>(tree, new AveragingCombiner(), trees, seed);
    var model = (WeightedEnsembleModel<Regressor>) trainer.train(data);
    return new Forest(model.getModels().stream().map(m -> (TreeModel<Regressor>) m).toList());
  }

  /** What each tree says of a code. */
  double[] each(Map<String, double[]> code) {
    SparseVector features =
        SparseVector.createSparseVector(example(code, 0), trees.get(0).getFeatureIDMap(), false);
    return trees.stream().mapToDouble(t -> score(t.getRoot(), features)).toArray();
  }

  private static double score(Node<Regressor> root, SparseVector features) {
    Node<Regressor> node = root;
    while (!node.isLeaf()) {
      node = node.getNextNode(features);
    }
    return ((LeafNode<Regressor>) node).getOutput().getValues()[0];
  }

  /** Without zeros, which Tribuo takes for granted, and in the order of the codes. */
  private static Example<Regressor> example(Map<String, double[]> code, double score) {
    ArrayExample<Regressor> example = new ArrayExample<>(new Regressor("score", score));
    code.forEach(
        (name, sums) ->
            IntStream.range(0, sums.length)
                .filter(k -> sums[k] != 0)
                .forEach(k -> example.add(name + " " + k, sums[k])));
    return example;
  }
}
