package org.smashnas.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smashnas.Budget;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

class CodeSumsTest {
  private static final SearchSpace SPACE = Budget.smoke().limit(SearchSpace.v2());

  @Test
  void theSumsAreThoseOfTheCodesFilledCells() {
    Encoding encoding = Encoding.oneHot(SPACE).withOffValue(-1);
    for (int seed = 0; seed < 10; seed++) {
      Architecture a = SPACE.sample(seed);
      Embedding code = encoding.encode(a);
      Map<String, double[]> sums = CodeSums.of(encoding, a);
      for (int b = 0; b < SearchSpace.BLOCKS; b++) {
        for (Field field : encoding.fields()) {
          List<Integer> places = encoding.places(field.name());
          double[] expected = new double[places.size()];
          for (int k = 0; k < expected.length; k++) {
            expected[k] = filled(code, a, b, places.get(k));
          }
          assertThat(sums.get("block " + b + ": " + field.name())).isEqualTo(expected);
        }
      }
      assertThat(sums).hasSize(SearchSpace.BLOCKS * encoding.fields().size());
    }
  }

  private static double filled(Embedding code, Architecture a, int block, int channel) {
    double sum = 0;
    for (OpSite site : a.sites()) {
      for (int r = 0; r < site.rows() && site.block() == block; r++) {
        for (int l = 0; l < site.columns(); l++) {
          sum += code.at(channel, r, site.column() + l);
        }
      }
    }
    return sum;
  }
}
