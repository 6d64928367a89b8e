package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.encoding.CodeColumn;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;

/**
 * From the code of one architecture to that of another with as many ops a block.
 *
 * <p>An op's columns are matched by the banks that they stand for, the rest in their order; columns
 * that have no counterpart are left out, since to take one away or to add one is no shift.
 */
final class CodeShift {
  private final Embedding from;
  private final Embedding to;
  private final Map<Integer, Integer> columns = new HashMap<>();

  CodeShift(Encoding encoding, Architecture a, Architecture b) {
    from = encoding.encode(a);
    to = encoding.encode(b);
    List<OpSite> before = a.sites();
    List<OpSite> after = b.sites();
    for (int i = 0; i < before.size(); i++) {
      match(before.get(i), after.get(i));
    }
  }

  private void match(OpSite before, OpSite after) {
    List<Integer> old = new ArrayList<>(IntStream.range(0, before.columns()).boxed().toList());
    List<Integer> now = new ArrayList<>(IntStream.range(0, after.columns()).boxed().toList());
    for (int l : List.copyOf(old)) {
      now.stream()
          .filter(m -> new CodeColumn(after, m).banks().equals(new CodeColumn(before, l).banks()))
          .findFirst()
          .ifPresent(
              m -> {
                columns.put(before.column() + l, after.column() + m);
                old.remove((Integer) l);
                now.remove(m);
              });
    }
    for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
      columns.put(before.column() + old.get(i), after.column() + now.get(i));
    }
  }

  /**
   * An inner product with the shift.
   *
   * @param direction C x R x L values, row-major, as the first architecture's code
   */
  double along(double[] direction) {
    return sum((shift, at) -> shift * direction[at]);
  }

  /**
   * The square of the Euclidean distance from where the shift leads to a point, less that of the
   * point from the first code.
   *
   * @param point C x R x L values, row-major, relative to the first code
   */
  double squaredDistanceTo(double[] point) {
    return sum((shift, at) -> shift * shift - 2 * shift * point[at]);
  }

  private interface Term {
    double of(double shift, int at);
  }

  private double sum(Term term) {
    double sum = 0;
    for (int channel = 0; channel < from.channels(); channel++) {
      for (int row = 0; row < from.rows(); row++) {
        for (Map.Entry<Integer, Integer> pair : columns.entrySet()) {
          float shift = to.at(channel, row, pair.getValue()) - from.at(channel, row, pair.getKey());
          int at = (channel * from.rows() + row) * from.columns() + pair.getKey();
          sum += term.of(shift, at);
        }
      }
    }
    return sum;
  }
}
