package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.plot.Drawing.BankSign;

class DiagramLayoutTest {
  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void everyReadAndWriteHasAMarkInItsBanksColumn(Architecture architecture) {
    Drawing drawing = DiagramLayout.of(architecture);
    Map<Integer, Double> columns = new HashMap<>();
    for (BankSign mark : marks(drawing)) {
      assertThat(columns.computeIfAbsent(mark.bank(), b -> mark.x())).isEqualTo(mark.x());
    }
    assertThat(columns.values()).doesNotHaveDuplicates();
    for (OpSite site : architecture.sites()) {
      assertThat(banks(drawing, site, BankSign.Kind.READ)).isEqualTo(site.op().read());
      BankSign.Kind own = BankSign.Kind.of(site.op().writing());
      assertThat(banks(drawing, site, BankSign.Kind.FILL, own)).isEqualTo(site.op().write());
    }
  }

  @Test
  void theLegendExplainsTheWaysOfWritingThatTheSpaceHas() {
    assertThat(legend(Samples.laptop()))
        .containsExactly(
            "bank filled by the input", "read", "write to an empty bank", "added to a bank");
    assertThat(legend(Samples.gatedVoxels())).contains("overwrites a bank", "gates a bank");
  }

  private static List<String> legend(Architecture architecture) {
    List<Label> labels = DiagramLayout.of(architecture).labels;
    double y = labels.get(0).bounds().getY();
    return labels.stream().filter(l -> l.bounds().getY() == y).map(Label::text).toList();
  }

  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void everyBankIsFilledOnceByTheInputOrAnOp(Architecture architecture) {
    Drawing drawing = DiagramLayout.of(architecture);
    for (int b = 0; b < architecture.blocks().size(); b++) {
      int index = b;
      Block block = architecture.blocks().get(b);
      Map<BankSign.Kind, Long> counts =
          marks(drawing).stream()
              .filter(m -> m.block() == index)
              .collect(Collectors.groupingBy(BankSign::kind, Collectors.counting()));
      assertThat(counts.get(BankSign.Kind.INPUT)).isEqualTo(block.inputBanks());
      assertThat(counts.getOrDefault(BankSign.Kind.FILL, 0L))
          .isEqualTo(block.banks() - block.inputBanks());
    }
  }

  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void everyOpsPartsAreWritten(Architecture architecture) {
    List<String> texts = DiagramLayout.of(architecture).labels.stream().map(Label::text).toList();
    for (OpSite site : architecture.sites()) {
      assertThat(texts)
          .contains(
              OpText.name(site.op(), site.index()),
              OpText.units(site.op()),
              OpText.generated(site.op()))
          .containsAll(site.op().convs().stream().filter(Conv::active).map(OpText::conv).toList());
    }
    long convs =
        architecture.sites().stream()
            .flatMap(s -> s.op().convs().stream())
            .filter(Conv::active)
            .count();
    long gates = architecture.sites().stream().filter(s -> s.op().gated()).count();
    assertThat(texts.stream().filter("gate"::equals)).hasSize((int) gates);
    assertThat(DiagramLayout.of(architecture).boxes)
        .hasSize((int) (convs + gates) + architecture.sites().size());
  }

  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void nothingLiesOutsideTheCanvas(Architecture architecture) {
    Drawing d = DiagramLayout.of(architecture);
    var canvas = new Rectangle2D.Double(0, 0, d.width, d.height);
    assertThat(d.labels).allMatch(l -> canvas.contains(l.bounds()));
    assertThat(d.marks)
        .allMatch(m -> canvas.contains(m.x() - BankSign.RADIUS, m.y() - BankSign.RADIUS, 9, 9));
    assertThat(d.wires)
        .allMatch(w -> canvas.contains(w.x1(), w.y1()) && canvas.contains(w.x2(), w.y2()));
    assertThat(d.boxes).allMatch(b -> canvas.contains(b.x(), b.y(), b.width(), b.height()));
  }

  @ParameterizedTest
  @MethodSource("org.smashnas.plot.Samples#architectures")
  void labelsDoNotOverlap(Architecture architecture) {
    Overlaps.assertNone(DiagramLayout.of(architecture).labels);
  }

  private static List<BankSign> marks(Drawing drawing) {
    return drawing.marks.stream().filter(m -> m.bank() >= 0).toList();
  }

  private static List<Integer> banks(Drawing drawing, OpSite site, BankSign.Kind... kinds) {
    return marks(drawing).stream()
        .filter(m -> m.block() == site.block() && m.op() == site.index())
        .filter(m -> List.of(kinds).contains(m.kind()))
        .map(BankSign::bank)
        .toList();
  }
}
