package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.SearchSpace;

/** Reads an embedding back, column by column. */
final class Decoder {
  private final Encoding encoding;
  private final SearchSpace space;
  private final Embedding embedding;
  private final List<List<Integer>> places;

  Decoder(Encoding encoding, Embedding embedding) {
    this.encoding = encoding;
    this.space = encoding.space();
    this.embedding = embedding;
    places = encoding.fields().stream().map(f -> encoding.places(f.name())).toList();
    if (embedding.channels() != encoding.channels() || embedding.rows() != space.rows()) {
      throw new IllegalArgumentException(
          "%s is not of this encoding, which has %s channels and %s rows"
              .formatted(embedding, encoding.channels(), space.rows()));
    }
  }

  Architecture decode() {
    requireFields();
    int start = encoding.places(Fields.START).get(0);
    List<OpDraft> ops = new ArrayList<>();
    for (int l = 0; l < embedding.columns(); l++) {
      if (embedding.at(start, 0, l) > Field.SET) {
        ops.add(new OpDraft(space));
      } else if (ops.isEmpty()) {
        throw new IllegalArgumentException("column 0 of the embedding starts no op; it must");
      }
      readColumn(l, ops.get(ops.size() - 1));
    }
    List<Block> blocks =
        IntStream.range(0, SearchSpace.BLOCKS).mapToObj(b -> block(b, ops)).toList();
    Architecture architecture = new Architecture(space, blocks);
    if (!encoding.encode(architecture).equals(embedding)) {
      throw new IllegalArgumentException(
          "the embedding is that of no architecture; the nearest, by its set channels, is "
              + architecture);
    }
    return architecture;
  }

  private Block block(int index, List<OpDraft> all) {
    List<OpDraft> own = all.stream().filter(op -> op.block() == index).toList();
    if (own.isEmpty()) {
      throw new IllegalArgumentException("the embedding has no op in block " + index);
    }
    return OpDraft.block(space, index, own);
  }

  private void readColumn(int column, OpDraft op) {
    for (int f = 0; f < places.size(); f++) {
      List<Integer> channels = places.get(f);
      float[] in = new float[channels.size()];
      for (int i = 0; i < in.length; i++) {
        in[i] = embedding.at(channels.get(i), 0, column);
      }
      encoding.fields().get(f).reader().accept(in, op);
    }
    op.column((int) IntStream.range(0, space.rows()).filter(r -> filled(r, column)).count());
  }

  private boolean filled(int row, int column) {
    return IntStream.range(0, embedding.channels())
        .anyMatch(c -> embedding.at(c, row, column) != encoding.offValue());
  }

  /** What an op's code must tell, unless the space leaves no choice. */
  private void requireFields() {
    List<String> needed = new ArrayList<>(List.of("read", "write", "block", Fields.START));
    Map<String, Boolean> varied =
        Map.of(
            "dilation", space.maxDilation() > 1,
            "kernel", space.kernels().size() > 1,
            "groups", space.groups().size() > 1,
            "active", space.patterns().size() > 1,
            "gate", Fields.gatesVary(space),
            "activation", space.activations().size() > 1,
            "writing", space.writes().size() > 1,
            "pool", space.pools().size() > 1);
    varied.keySet().stream().filter(varied::get).sorted().forEach(needed::add);
    needed.removeAll(encoding.fields().stream().filter(Field::readable).map(Field::name).toList());
    if (!needed.isEmpty()) {
      throw new IllegalArgumentException(
          "the encoding lacks the fields %s, without which it does not determine an architecture; add them with(Fields...), or give your own a reader"
              .formatted(needed));
    }
  }
}
