package org.smashnas.plot;

import java.awt.Font;
import java.util.function.Function;
import java.util.stream.Stream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;

/**
 * Widths that all panels of a diagram share, in pixels, so that their parts stand below each other.
 *
 * @param banks most banks of a block
 * @param pitch distance of two banks' columns
 * @param name width of an op's name
 * @param generated width of the 1x1 convolution's box
 * @param conv width of a convolution's box
 * @param seconds whether any path has a second convolution
 * @param join width of the gate where two paths meet, and of the wire before it; 0 without gates
 * @param units width of the op's units
 */
record DiagramScale(
    int banks,
    double pitch,
    double name,
    double generated,
    double conv,
    boolean seconds,
    double join,
    double units) {
  static final Font TEXT = Fonts.of(Font.PLAIN, 12);
  static final Font BOLD = Fonts.of(Font.BOLD, 12);
  static final Font HEAD = Fonts.of(Font.BOLD, 14);

  static final double MARGIN = 20;

  /** Between the banks and the ops, and between an op's parts. */
  static final double GAP = 14;

  /** Distance of two banks' columns: room for a two-digit number, and for a sign where many are. */
  private static final double WIDE = 20;

  private static final double NARROW = 14;

  /** Up to so many banks the wide distance keeps a diagram within a page. */
  private static final int FEW = 16;

  private static final double PAD = 16;

  static DiagramScale of(Architecture architecture) {
    int most = architecture.blocks().stream().mapToInt(b -> b.banks()).max().orElseThrow();
    return new DiagramScale(
        most,
        most > FEW ? NARROW : WIDE,
        widest(architecture, BOLD, s -> Stream.of(OpText.name(s.op(), s.index()))),
        PAD + widest(architecture, TEXT, s -> Stream.of(OpText.generated(s.op()))),
        PAD + widest(architecture, TEXT, s -> convs(s.op())),
        architecture.sites().stream().anyMatch(s -> s.op().convs().get(1).active()),
        join(architecture),
        widest(architecture, BOLD, s -> Stream.of(OpText.units(s.op()))));
  }

  private static double join(Architecture architecture) {
    boolean gates = architecture.sites().stream().anyMatch(s -> s.op().gated());
    return gates ? GAP / 2 + PAD + Fonts.width(OpText.GATE, TEXT) : 0;
  }

  private static Stream<String> convs(Op op) {
    return op.convs().stream().filter(c -> c.active()).map(OpText::conv);
  }

  private static double widest(
      Architecture architecture, Font font, Function<OpSite, Stream<String>> texts) {
    return architecture.sites().stream()
        .flatMap(texts)
        .mapToDouble(t -> Fonts.width(t, font))
        .max()
        .orElse(0);
  }

  double opLeft() {
    return MARGIN + banks * pitch + 2 * GAP;
  }

  double opWidth() {
    double paths = seconds ? 2 * conv + GAP : conv;
    return name + generated + paths + join + units + 6 * GAP;
  }

  double width() {
    return opLeft() + opWidth() + MARGIN;
  }

  double bank(int index) {
    return MARGIN + (index + .5) * pitch;
  }
}
