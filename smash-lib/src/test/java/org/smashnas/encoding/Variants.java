package org.smashnas.encoding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.smashnas.arch.SearchSpace;

/** One of each kind of encoding, all of them invertible. */
public final class Variants {
  private static final List<String> CHOICES = List.of("dilation", "kernel", "groups", "units");

  private Variants() {}

  /** By name, for a space of v2's kind. */
  public static Map<String, Encoding> of(SearchSpace space) {
    Encoding oneHot = Encoding.oneHot(space);
    Map<String, Encoding> all = new LinkedHashMap<>();
    all.put("one-hot", oneHot);
    all.put("off-value -1", oneHot.withOffValue(-1));
    all.put("ordinal", reformed(oneHot, Fields::ordinal));
    all.put("ordinal, off-value -1", reformed(oneHot, Fields::ordinal).withOffValue(-1));
    all.put("thermometer", reformed(oneHot, Fields::thermometer).replace("block", Fields::ordinal));
    all.put("permuted", oneHot.permuted(7));
    all.put(
        "all at once",
        oneHot
            .permuted(1)
            .with(Fields.depth())
            .replace("dilation", Fields::ordinal)
            .withOffValue(-1)
            .without("units")
            .with(Fields.fanIn(space))
            .permuted(2)
            .replace("kernel", Fields::thermometer)
            .replace("depth", Fields.resolution(space)));
    return all;
  }

  private static Encoding reformed(Encoding encoding, UnaryOperator<Field> form) {
    Encoding reformed = encoding;
    for (String name : CHOICES) {
      reformed = reformed.replace(name, form);
    }
    return reformed;
  }
}
