package org.smashnas.encoding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

/**
 * What an encoding says of whole blocks: as many numbers for every architecture of a space, however
 * many columns its code has, to learn from.
 */
public final class CodeSums {
  private CodeSums() {}

  /**
   * The sums of a code over the filled cells of each block, by field.
   *
   * @return by name, for example "block 1: dilation", a number for each channel of the field; the
   *     names and lengths are those of all architectures of the encoding's space
   */
  public static Map<String, double[]> of(Encoding encoding, Architecture architecture) {
    List<Field> fields = encoding.fields();
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      for (Field field : fields) {
        sums.put("block " + b + ": " + field.name(), new double[field.channels()]);
      }
    }
    List<double[]> all = List.copyOf(sums.values());
    for (OpSite site : architecture.sites()) {
      for (int i = 0; i < site.columns(); i++) {
        CodeColumn column = new CodeColumn(site, i);
        for (int f = 0; f < fields.size(); f++) {
          float[] out = new float[fields.get(f).channels()];
          Arrays.fill(out, encoding.offValue());
          fields.get(f).write(column, out);
          double[] sum = all.get(site.block() * fields.size() + f);
          for (int k = 0; k < out.length; k++) {
            sum[k] += site.rows() * out[k];
          }
        }
      }
    }
    return sums;
  }
}
