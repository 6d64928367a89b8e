package org.smashnas.bench;

import org.smashnas.arch.Architecture;

/** Something of which the time is taken, one architecture after another. */
interface Workload extends AutoCloseable {
  /** As it stands in the table. */
  String name();

  /** Does it once; whatever is computed is there when it returns. */
  void run(Architecture architecture);

  /** Operations of one run, a multiplication and an addition counted as two; 0 if it has none. */
  double operations(Architecture architecture);

  /** Native arrays that live from run to run. */
  default int arrays() {
    return 0;
  }

  @Override
  default void close() {}
}
