package org.smashnas.encoding;

import java.util.List;
import org.smashnas.arch.OpSite;

/**
 * One column of an encoding: a stretch of N D channels that one op reads.
 *
 * @param site the op that owns the column
 * @param index the column's place among the op's own, from 0
 */
public record CodeColumn(OpSite site, int index) {
  public CodeColumn {
    if (index < 0 || index >= site.columns()) {
      throw new IllegalArgumentException(
          "column " + index + " of an op that owns " + site.columns() + ", counted from 0");
    }
  }

  /** The banks that this stretch of channels comes from, ascending. */
  public List<Integer> banks() {
    int width = site.space().columnChannels();
    int bank = site.home().bankChannels();
    int first = index * width / bank;
    int last = ((index + 1) * width - 1) / bank;
    return site.op().read().subList(first, last + 1);
  }
}
