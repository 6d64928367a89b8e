package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.CodeColumn;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;

class MessagesTest {
  private final SearchSpace space = TestSpaces.tiny().withMaxOps(4);
  private final Encoding encoding = Encoding.oneHot(space);

  @Test
  void twoRoundsAreThoseOfLoopsOverColumns() {
    for (long seed = 0; seed < 5; seed++) {
      Architecture a = space.sample(seed);
      try (Parameters parameters = new Parameters(DataType.FLOAT64)) {
        Messages messages = new Messages(encoding, 2, parameters, new SplittableRandom(seed));
        Embedding code = encoding.encode(a);
        NDArray told = messages.appended(code.toArray(parameters.manager(), DataType.FLOAT64));
        double[][] h = new double[code.columns()][code.channels()];
        for (int l = 0; l < h.length; l++) {
          for (int k = 0; k < h[l].length; k++) {
            h[l][k] = code.at(k, 0, l);
          }
        }
        for (int round = 0; round < 2; round++) {
          h = round(a, h, parameters.trained().get("hyper.messages." + round + ".weight"));
        }
        for (OpSite site : a.sites()) {
          for (int l = site.column(); l < site.column() + site.columns(); l++) {
            for (int r = 0; r < space.rows(); r++) {
              for (int k = 0; k < Messages.CHANNELS; k++) {
                double expected = r < site.rows() ? h[l][k] : 0;
                assertThat(told.getDouble(0, encoding.channels() + k, r, l))
                    .isCloseTo(expected, within(1e-12));
              }
            }
          }
        }
      }
    }
  }

  private static double[][] round(Architecture a, double[][] h, NDArray w) {
    int in = h[0].length;
    double norm = Math.sqrt(w.square().sum().getDouble());
    List<CodeColumn> columns =
        a.sites().stream()
            .flatMap(s -> IntStream.range(0, s.columns()).mapToObj(i -> new CodeColumn(s, i)))
            .toList();
    double[][] next = new double[h.length][Messages.CHANNELS];
    for (int to = 0; to < h.length; to++) {
      CodeColumn own = columns.get(to);
      double[] before = mean(h, columns, other -> feeds(other.site(), own));
      double[] after = mean(h, columns, other -> feeds(own.site(), other));
      for (int k = 0; k < Messages.CHANNELS; k++) {
        double sum = 0;
        for (int i = 0; i < in; i++) {
          sum += w.getDouble(k, i) * h[to][i];
          sum += w.getDouble(k, in + i) * before[i];
          sum += w.getDouble(k, 2L * in + i) * after[i];
        }
        next[to][k] = (sum > 0 ? sum : 0.02 * sum) / norm;
      }
    }
    return next;
  }

  private static boolean feeds(OpSite from, CodeColumn to) {
    return from.block() == to.site().block()
        && from.index() < to.site().index()
        && from.op().write().stream().anyMatch(to.banks()::contains);
  }

  private static double[] mean(
      double[][] h, List<CodeColumn> columns, Predicate<CodeColumn> which) {
    double[] sum = new double[h[0].length];
    int[] some = IntStream.range(0, h.length).filter(l -> which.test(columns.get(l))).toArray();
    for (int l : some) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += h[l][i] / some.length;
      }
    }
    return sum;
  }

  @Test
  void anEncodingThatDoesNotSayWhatIsWrittenIsRefused() {
    HyperShape shape = HyperShape.paper().withMessages(1);
    Encoding blind = encoding.without("write");
    assertThatThrownBy(() -> new SmashNet(blind, shape, Precision.FLOAT32, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write");
  }

  @Test
  void centredFeaturesWriteNothingThatIsTheSameForAllFilledCells() {
    HyperShape shape = new HyperShape(3, 3, List.of(1, 2)).withCentred(true);
    Architecture a = space.sample(4);
    try (SmashNet net = new SmashNet(encoding, shape, Precision.FLOAT64, 1)) {
      NDArray w = net.generate(a);
      int tileRows = space.bottleneck() * space.bankUnit();
      int tileColumns = space.columnChannels();
      for (int i = 0; i < tileRows; i++) {
        for (int j = 0; j < tileColumns; j++) {
          double sum = 0;
          for (OpSite site : a.sites()) {
            for (int l = site.column(); l < site.column() + site.columns(); l++) {
              for (int r = 0; r < site.rows(); r++) {
                sum += w.getDouble((long) r * tileRows + i, (long) l * tileColumns + j);
              }
            }
          }
          assertThat(sum).isCloseTo(0, within(1e-10));
        }
      }
      assertThat(w.square().sum().getDouble()).isGreaterThan(0.1);
    }
  }
}
