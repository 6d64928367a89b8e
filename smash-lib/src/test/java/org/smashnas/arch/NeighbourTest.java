package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeighbourTest {
  private final SearchSpace space = TestSpaces.tiny();

  /** Banks of 4, an op a block. */
  private Architecture oneOpABlock(Pattern pattern) {
    var builder = Architecture.builder(space);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder.block(4).op(List.of(0, 1), List.of(1), 4, pattern, TestSpaces.plain(1));
    }
    return builder.build();
  }

  private static List<Op> ops(List<Neighbour> all, int site, String element) {
    return all.stream()
        .filter(n -> n.site() == site && n.element().equals(element))
        .map(n -> n.architecture().sites().get(site).op())
        .toList();
  }

  @Test
  void theyAreThoseCountedByHand() {
    List<Neighbour> all = Neighbour.of(oneOpABlock(Pattern.SINGLE));
    // it reads all banks that are filled, in twos
    assertThat(ops(all, 1, "read")).isEmpty();
    assertThat(ops(all, 1, "write"))
        .extracting(Op::write)
        .containsExactlyInAnyOrder(List.of(0), List.of(2), List.of(0, 1), List.of(1, 2));
    // a second piece needs a second bank, the first that is free
    assertThat(ops(all, 1, "units")).extracting(Op::units).containsExactly(8);
    assertThat(ops(all, 1, "units")).extracting(Op::write).containsExactly(List.of(0, 1));
    assertThat(ops(all, 1, "active"))
        .extracting(Op::pattern)
        .containsExactlyInAnyOrder(Pattern.PARALLEL, Pattern.LONG, Pattern.LOPSIDED, Pattern.FULL);
    assertThat(ops(all, 1, "kernel"))
        .extracting(op -> op.convs().get(0).kernel())
        .containsExactlyInAnyOrder(List.of(5, 3), List.of(3, 5));
    // 3x3 kernels span at most 9 cells: dilations up to 4 on either axis
    assertThat(ops(all, 1, "dilation")).hasSize(2 * 3);
    assertThat(ops(all, 1, "groups")).extracting(op -> op.convs().get(0).groups()).containsOnly(2);
    assertThat(all).hasSize(3 * (4 + 1 + 4 + 2 + 6 + 1));
  }

  @Test
  void aBankThatLaterOpsReadStaysFilled() {
    var builder = Architecture.builder(space);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(4)
          .op(List.of(0, 1), List.of(2), 4, Pattern.SINGLE, TestSpaces.plain(1))
          .op(List.of(1, 2), List.of(0, 3), 4, Pattern.SINGLE, TestSpaces.plain(1));
    }
    List<Neighbour> all = Neighbour.of(builder.build());
    assertThat(ops(all, 0, "write"))
        .extracting(Op::write)
        .containsExactlyInAnyOrder(List.of(0, 2), List.of(1, 2));
    assertThat(ops(all, 1, "read"))
        .extracting(Op::read)
        .containsExactlyInAnyOrder(List.of(0, 2), List.of(0, 1));
    assertThat(ops(all, 1, "write"))
        .extracting(Op::write)
        .contains(List.of(0), List.of(3), List.of(0, 1, 3));
  }

  @Test
  void theyDifferFromTheArchitectureInTheNamedElementOnly() {
    for (SearchSpace s : List.of(space, TestSpaces.tinyV1(), TestSpaces.rich(space))) {
      for (Architecture a : Sampler.of(s).sample(5, 3)) {
        List<Neighbour> all = Neighbour.of(a);
        assertThat(all).extracting(Neighbour::architecture).doesNotHaveDuplicates();
        assertThat(all).extracting(Neighbour::architecture).doesNotContain(a);
        all.forEach(n -> assertThat(changed(a, n)).isEqualTo(Set.of(n.element())));
      }
    }
  }

  /** Which elements of the named op differ, but for what another element brings with it. */
  private static Set<String> changed(Architecture a, Neighbour n) {
    Set<String> found = new HashSet<>();
    for (int i = 0; i < a.sites().size(); i++) {
      Op before = a.sites().get(i).op();
      Op after = n.architecture().sites().get(i).op();
      if (i != n.site()) {
        assertThat(after).isEqualTo(before);
        continue;
      }
      note(found, "read", before.read(), after.read());
      note(found, "units", before.units(), after.units());
      if (!found.contains("units")) {
        note(found, "write", before.write(), after.write());
      }
      note(found, "active", before.pattern(), after.pattern());
      note(found, "activation", before.activation(), after.activation());
      note(found, "writing", before.writing(), after.writing());
      note(found, "pool", before.pool(), after.pool());
      if (!found.contains("active")) {
        note(found, "gate", before.gated(), after.gated());
        for (int c = 0; c < 4; c++) {
          Conv old = before.convs().get(c);
          Conv now = after.convs().get(c);
          note(found, "kernel", old.kernel(), now.kernel());
          if (!found.contains("kernel")) {
            note(found, "dilation", old.dilation(), now.dilation());
          }
          note(found, "groups", old.groups(), now.groups());
          assertThat(now.equals(old) || n.conv() == c).isTrue();
        }
      }
    }
    return found;
  }

  private static void note(Set<String> found, String element, Object before, Object after) {
    if (!before.equals(after)) {
      found.add(element);
    }
  }

  @Test
  void budgetsAreKept() {
    SearchSpace poor = space.withBudgets(List.of(8, 8, 8)).withMaxOps(1);
    Architecture a = poor.sample(5);
    for (Neighbour n : Neighbour.of(a)) {
      for (Block block : n.architecture().blocks()) {
        assertThat(block.ops().stream().mapToInt(block::readChannels).sum()).isEqualTo(8);
      }
    }
    long most = a.parameters();
    Architecture tight = new Architecture(poor.withMaxParameters(most), a.blocks());
    assertThat(Neighbour.of(tight))
        .isNotEmpty()
        .allSatisfy(n -> assertThat(n.architecture().parameters()).isLessThanOrEqualTo(most));
  }

  private static Neighbour first(List<Neighbour> all, int site, String element, int conv) {
    return all.stream()
        .filter(n -> n.site() == site && n.element().equals(element) && n.conv() == conv)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void changesOfDifferentElementsGoTogether() {
    Architecture a = oneOpABlock(Pattern.PARALLEL);
    List<Neighbour> all = Neighbour.of(a);
    List<Neighbour> some =
        List.of(
            first(all, 1, "write", -1),
            first(all, 1, "groups", 0),
            first(all, 1, "kernel", 0),
            first(all, 1, "dilation", 2),
            first(all, 2, "units", -1));
    Architecture together = Neighbour.together(a, some).orElseThrow();
    Op op = together.sites().get(1).op();
    assertThat(op.write()).isEqualTo(some.get(0).architecture().sites().get(1).op().write());
    assertThat(op.convs().get(0)).isEqualTo(new Conv(true, List.of(5, 3), List.of(1, 1), 2));
    assertThat(op.convs().get(2).dilation()).isEqualTo(List.of(2, 1));
    assertThat(together.sites().get(2).op().units()).isEqualTo(8);
    assertThat(together.sites().get(0).op()).isEqualTo(a.sites().get(0).op());
    assertThat(Neighbour.together(a, List.of(some.get(1)))).contains(some.get(1).architecture());
  }

  @Test
  void changesThatExcludeEachOtherDoNotGoTogether() {
    Architecture a = oneOpABlock(Pattern.SINGLE);
    List<Neighbour> all = Neighbour.of(a);
    Neighbour wide = first(all, 0, "kernel", 0);
    // 5 cells at dilation 3 or 4 span more than 9
    List<Neighbour> far =
        all.stream()
            .filter(n -> n.site() == 0 && n.element().equals("dilation"))
            .filter(n -> n.architecture().sites().get(0).op().convs().get(0).extent(0) == 9)
            .toList();
    assertThat(far).hasSize(1);
    assertThat(Neighbour.together(a, List.of(wide, far.get(0)))).isEmpty();
    assertThat(wide.sameElement(far.get(0))).isFalse();
    assertThatThrownBy(() -> Neighbour.together(a, List.of(wide, wide)))
        .hasMessageContaining("two changes are of element \"kernel\" of op 0");
  }

  @Test
  void everyElementIsDrawnAsOftenAsAnyOther() {
    List<Neighbour> all = Neighbour.of(oneOpABlock(Pattern.PARALLEL));
    SplittableRandom random = new SplittableRandom(1);
    // write, units, active, and kernel, dilation and groups of two convolutions, in three blocks
    List<String> elements = all.stream().map(NeighbourTest::element).distinct().toList();
    assertThat(elements).hasSize(27);
    double[] alike = new double[27];
    Arrays.fill(alike, 1);
    ChiSquared test = new ChiSquared();
    for (int i = 0; i < 12000; i++) {
      test.add("element", alike, elements.indexOf(element(Neighbour.draw(all, random))));
    }
    assertThat(test.pValue()).isGreaterThan(0.001);
  }

  private static String element(Neighbour n) {
    return n.site() + n.element() + n.conv();
  }
}
