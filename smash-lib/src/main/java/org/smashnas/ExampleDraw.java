package org.smashnas;

import java.io.Serializable;
import java.util.Map;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Normalization;
import org.smashnas.data.Split;

/**
 * How a run's examples are drawn from a data set.
 *
 * @param training most training examples
 * @param validation examples held out of training
 * @param test most test examples
 * @param resolution cells a side
 * @param voxels whether they are no pictures
 */
record ExampleDraw(
    int training, int validation, int test, int resolution, boolean voxels, long seed)
    implements Serializable {
  ExampleDraw(SearchSpace space, Budget budget, long seed) {
    this(
        budget.training(),
        budget.validation(),
        budget.test(),
        space.resolution(),
        space.dims() == 3,
        seed);
  }

  RunData of(Dataset data) {
    // A small data set keeps three quarters of its examples for training.
    int held = Math.max(1, Math.min(validation, data.train().size() / 4));
    long keep = (long) training + validation;
    Dataset limited =
        data.limit((int) Math.min(keep, Integer.MAX_VALUE), test, seed).atResolution(resolution);
    Split parts = limited.split(held, seed);
    Split mixed =
        new Split(parts.train(), parts.validation().shuffled(seed), parts.test().shuffled(seed));
    return new RunData(
        mixed,
        voxels ? Normalization.voxels() : Normalization.of(mixed.train()),
        seed,
        Map.of("data_set", data.name(), "source", limited.source()));
  }
}
