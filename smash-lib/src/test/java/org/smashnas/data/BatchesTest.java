package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final Normalization PLAIN =
      new Normalization(List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
  private final Examples examples = ExamplesTest.random(11, List.of(3, 4, 4), 1);

  @Test
  void inOrderGivesEveryExampleOnceNormalisedAndTheLastBatchShort() {
    Normalization shift = new Normalization(List.of(0.1f, 0.2f, 0.3f), List.of(0.5f, 1f, 2f));
    Batches batches = new Batches(examples, 4, shift, Augmentation.standard());
    List<Minibatch> all = list(batches.inOrder());

    assertThat(all).hasSize(batches.countInOrder()).hasSize(3);
    assertThat(all.get(2).shape()).containsExactly(3, 3, 4, 4);
    assertThat(all.get(2).labels()).containsExactly(2, 0, 1);
    int green = examples.values(5)[16 + 6] & 0xff;
    assertThat(all.get(1).values()[48 + 16 + 6]).isEqualTo((green / 255f - 0.2f) / 1f);
    int blue = examples.values(10)[47] & 0xff;
    assertThat(all.get(2).values()[2 * 48 + 47]).isEqualTo((blue / 255f - 0.3f) / 2f);
  }

  @Test
  void shuffledGivesEachExampleAtMostOnceAndDropsTheShortBatch() {
    Batches batches = new Batches(examples, 4, PLAIN, Augmentation.none());
    List<String> seen = new ArrayList<>();
    List<Minibatch> all = list(batches.shuffled(3));
    for (Minibatch each : all) {
      for (int i = 0; i < each.size(); i++) {
        seen.add(each.labels()[i] + " " + Math.round(255 * each.values()[i * 48 + 20]));
      }
    }
    List<String> possible = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      possible.add(examples.label(i) + " " + (examples.values(i)[20] & 0xff));
    }
    assertThat(all).hasSize(batches.count()).hasSize(2).allMatch(each -> each.size() == 4);
    assertThat(seen).doesNotHaveDuplicates().isSubsetOf(possible);
  }

  @Test
  void anEpochDependsOnTheSeedAlone() {
    Batches batches = new Batches(examples, 4, PLAIN, Augmentation.standard());
    Iterable<Minibatch> epoch = batches.shuffled(3);
    float[] first = epoch.iterator().next().values();

    assertThat(epoch.iterator().next().values()).isEqualTo(first);
    assertThat(batches.shuffled(4).iterator().next().values()).isNotEqualTo(first);
    Iterator<Minibatch> again = epoch.iterator();
    again.next();
    assertThat(again.next().values()).isEqualTo(list(epoch).get(1).values());
  }

  @Test
  void tensorsHaveTheDocumentedTypesShapesAndValues() {
    Minibatch batch = list(new Batches(examples, 4, PLAIN, Augmentation.none()).inOrder()).get(2);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray inputs = batch.inputs(manager);
      NDArray labels = batch.labels(manager);
      assertThat(inputs.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(inputs.getShape()).isEqualTo(new Shape(3, 3, 4, 4));
      assertThat(inputs.toFloatArray()).isEqualTo(batch.values());
      assertThat(labels.getDataType()).isEqualTo(DataType.INT64);
      assertThat(labels.toLongArray()).containsExactly(2, 0, 1);
    }
  }

  @Test
  void voxelsMakeFiveAxes() {
    Examples voxels = ExamplesTest.random(2, List.of(1, 4, 4, 4), 1);
    Normalization one = new Normalization(List.of(0f), List.of(1f));
    Batches batches = new Batches(voxels, 2, one, Augmentation.standard());
    assertThat(batches.shuffled(1).iterator().next().shape()).containsExactly(2, 1, 4, 4, 4);
  }

  @Test
  void wrongSizesAreRefused() {
    assertThatThrownBy(() -> new Batches(examples, 0, PLAIN, Augmentation.none()))
        .hasMessageContaining("batch size is 0");
    Batches large = new Batches(examples, 12, PLAIN, Augmentation.none());
    assertThatThrownBy(() -> large.shuffled(1)).hasMessageContaining("11 examples, fewer than");
    assertThat(list(large.inOrder())).hasSize(1);
    Normalization one = new Normalization(List.of(0f), List.of(1f));
    assertThatThrownBy(() -> new Batches(examples, 1, one, Augmentation.none()))
        .hasMessageContaining("1 channels for random, which has 3");
  }

  private static List<Minibatch> list(Iterable<Minibatch> batches) {
    List<Minibatch> list = new ArrayList<>();
    batches.forEach(list::add);
    return list;
  }
}
