package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ShapesTest {
  @Test
  void picturesAreTheSameOnEveryMachine() {
    Dataset data = Datasets.shapes(Scene.plain(), 200, 100, 0);
    assertThat(data.source()).isEqualTo("drawn by Datasets.shapes, plain, seed 0");
    assertThat(checksum(data.train())).isEqualTo(1_495_868_220L);
    assertThat(checksum(data.test())).isEqualTo(3_990_382_247L);
    Dataset lab = Datasets.shapes(200, 100, 0);
    assertThat(lab.source()).isEqualTo("drawn by Datasets.shapes, lab, seed 0");
    assertThat(checksum(lab.train())).isEqualTo(2_930_712_686L);
    assertThat(checksum(lab.test())).isEqualTo(447_064_315L);
  }

  @Test
  void aLargerSetBeginsWithTheSmallerOne() {
    Dataset small = Datasets.shapes(30, 20, 5);
    Dataset large = Datasets.shapes(60, 20, 5);
    assertThat(checksum(large.train().head(30))).isEqualTo(checksum(small.train()));
    assertThat(checksum(large.test())).isEqualTo(checksum(small.test()));
    assertThat(checksum(Datasets.shapes(30, 20, 6).train())).isNotEqualTo(checksum(small.train()));
    assertThat(DatasetTest.contents(large.train())).doesNotHaveDuplicates();
  }

  @Test
  void classesAreTenAndBalanced() {
    Dataset data = Datasets.shapes(55, 20, 0);
    assertThat(data.train().classNames()).hasSize(10).startsWith("disc", "ring");
    assertThat(data.train().countsByClass().values()).allMatch(n -> n == 5 || n == 6);
    assertThat(data.train().shape()).isEqualTo(List.of(3, 32, 32));
    assertThatThrownBy(() -> Datasets.shapes(0, 1, 0)).hasMessageContaining("0 pictures");
  }

  @Test
  void coloursAloneDoNotTellTheClass() {
    for (Scene scene : List.of(Scene.lab(), Scene.plain())) {
      Examples train = Datasets.shapes(scene, 2000, 1, 1).train().atResolution(1);
      double[][] mean = new double[10][3];
      double[] all = new double[3];
      for (int i = 0; i < train.size(); i++) {
        for (int c = 0; c < 3; c++) {
          mean[train.label(i)][c] += (train.values(i)[c] & 0xff) / 200.0;
          all[c] += (train.values(i)[c] & 0xff) / 2000.0;
        }
      }
      // A picture's mean colour deviates by about 60 grey levels, a mean of 200 by about 4; a large
      // figure that is lighter than its background adds some.
      for (double[] each : mean) {
        assertThat(each).as(scene.name()).containsExactly(all, within(15.0));
      }
    }
  }

  @Test
  void aFigureOfTheLaboratoryIsLighterThanItsBackground() {
    Examples train = Datasets.shapes(500, 1, 3).train();
    int lighter = 0;
    for (int i = 0; i < train.size(); i++) {
      // The figure covers more of the middle than of the rim.
      lighter += brightness(train.values(i), 12, 20) > brightness(train.values(i), 0, 32) ? 1 : 0;
    }
    assertThat(lighter).isGreaterThan(450);
  }

  private static double brightness(byte[] values, int from, int to) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      for (int y = from; y < to; y++) {
        for (int x = from; x < to; x++) {
          sum += values[(c * 32 + y) * 32 + x] & 0xff;
        }
      }
    }
    return sum / ((to - from) * (to - from));
  }

  @Test
  void anImpossibleSceneIsRefused() {
    assertThatThrownBy(() -> new Scene("dark", 0.6, 2, 1, 0.5, 0))
        .hasMessage("lighter of a scene is 0.6; it lies between -1.0 and 0.5");
    assertThatThrownBy(() -> new Scene("bare", 0, 0, 1, 0.5, 0)).hasMessageContaining("clutter");
  }

  @Test
  void aLinearClassifierStaysUnderHalf() {
    Dataset data = Datasets.shapes(1500, 500, 0).atResolution(16);
    RidgeClassifier linear = RidgeClassifier.fit(data.train(), 100);
    assertThat(linear.accuracy(data.test())).isBetween(0.05, 0.4);
  }

  @Test
  void theLinearClassifierOfTheseTestsLearnsWhatIsLinear() {
    // The same pictures, with a corner that gives the class away.
    Dataset data = Datasets.shapes(1000, 300, 0).atResolution(8);
    RidgeClassifier linear = RidgeClassifier.fit(marked(data.train()), 1);
    assertThat(linear.accuracy(marked(data.test()))).isGreaterThan(0.95);
  }

  private static Examples marked(Examples examples) {
    int stride = examples.valuesPerExample();
    byte[] values = new byte[examples.size() * stride];
    for (int i = 0; i < examples.size(); i++) {
      System.arraycopy(examples.values(i), 0, values, i * stride, stride);
      for (int k = 0; k < 10; k++) {
        values[i * stride + k] = (byte) (examples.label(i) == k ? 255 : 0);
      }
    }
    return new Examples(
        "marked", examples.classNames(), examples.shape(), values, examples.labels());
  }

  private static long checksum(Examples examples) {
    CRC32 checksum = new CRC32();
    for (int i = 0; i < examples.size(); i++) {
      checksum.update(examples.label(i));
      checksum.update(examples.values(i));
    }
    return checksum.getValue();
  }
}
