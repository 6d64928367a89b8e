package org.smashnas.bench;

import java.util.function.Consumer;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.encoding.Encoding;

/** Work that is done in Java, without tensors. */
record JavaWork(String name, Consumer<Architecture> work) implements Workload {
  private static final int PICTURES = 1000;

  /** The embedding of an architecture. */
  static Workload encoding(SearchSpace space) {
    Encoding encoding = Encoding.oneHot(space);
    return new JavaWork("encoding", encoding::encode);
  }

  /** A thousand pictures in batches, cropped, flipped and normalised. */
  static Workload data(SearchSpace space, int batch) {
    Batches batches = Noise.batches(space, PICTURES, batch, Augmentation.standard());
    return new JavaWork(
        "data_" + PICTURES,
        a -> {
          for (Minibatch each : batches.shuffled(a.id().hashCode())) {
            if (each.size() != batch) {
              throw new IllegalStateException("a batch of " + each.size());
            }
          }
        });
  }

  @Override
  public void run(Architecture architecture) {
    work.accept(architecture);
  }

  @Override
  public double operations(Architecture architecture) {
    return 0;
  }
}
