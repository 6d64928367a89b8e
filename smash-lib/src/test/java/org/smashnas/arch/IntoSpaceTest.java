package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntoSpaceTest {
  private final SearchSpace pictures = TestSpaces.tiny();
  private final SearchSpace voxels = TestSpaces.voxels().withResolution(16).withClasses(5);

  /** One op a block, its convolutions of 5x3 cells, dilation 1 and 4, two groups. */
  private Architecture handMade() {
    Conv conv = new Conv(true, List.of(5, 3), List.of(1, 4), 2);
    Op op = TestSpaces.op(pictures, 4, List.of(0, 1), List.of(2), 4, Pattern.LONG, conv);
    Block block = new Block(4, 2, 3, List.of(op));
    return new Architecture(pictures, List.of(block, block, block));
  }

  @Test
  void aPictureNetworkBecomesAVoxelNetworkOfTheSameGraph() {
    Architecture a = handMade();
    Architecture b = a.into(voxels);
    assertThat(b.space()).isEqualTo(voxels);
    Op op = b.blocks().get(0).ops().get(0);
    assertThat(op.read()).containsExactly(0, 1);
    assertThat(op.write()).containsExactly(2);
    assertThat(op.units()).isEqualTo(4);
    assertThat(op.pattern()).isEqualTo(Pattern.LONG);
    Conv conv = op.convs().get(0);
    assertThat(conv.kernel()).containsExactly(3, 3, 3);
    // depth as width, height as it was
    assertThat(conv.dilation()).containsExactly(4, 1, 4);
    assertThat(conv.groups()).isEqualTo(2);
    assertThat(op.convs().get(2)).isEqualTo(Conv.inactive(3));
  }

  @Test
  void everyPictureNetworkHasAVoxelNetworkWithTheSameWiring() {
    for (Architecture a : Sampler.of(pictures).sample(200, 1)) {
      Architecture b = a.into(voxels);
      assertThat(b.columns()).isEqualTo(a.columns());
      for (int i = 0; i < a.sites().size(); i++) {
        Op before = a.sites().get(i).op();
        Op after = b.sites().get(i).op();
        assertThat(after.read()).isEqualTo(before.read());
        assertThat(after.write()).isEqualTo(before.write());
        assertThat(after.bottleneck()).isEqualTo(before.bottleneck());
        assertThat(after.pattern()).isEqualTo(before.pattern());
      }
      // back again only the kernels are lost
      Architecture back = b.into(pictures);
      assertThat(back.into(voxels)).isEqualTo(b);
      assertThat(back.sites().get(0).op().convs().get(0).dilation())
          .isEqualTo(a.sites().get(0).op().convs().get(0).dilation());
    }
  }

  @Test
  void onOtherPicturesNothingChangesButTheSpace() {
    SearchSpace other = pictures.withResolution(32).withClasses(10);
    Architecture a = handMade();
    assertThat(a.into(other).blocks()).isEqualTo(a.blocks());
    assertThat(a.into(other).id()).isEqualTo(a.id());
    assertThat(a.into(pictures)).isEqualTo(a);
  }

  @Test
  void aSpaceThatCannotHoldTheGraphSaysWhy() {
    assertThatThrownBy(() -> handMade().into(voxels.withIsotropic(true)))
        .hasMessageContaining("dilation [4, 1, 4]; space v2 allows one dilation for all axes");
    assertThatThrownBy(() -> handMade().into(voxels.withGroups(List.of(1))))
        .hasMessageContaining("2 groups; space v2 allows groups [1]");
  }

  @Test
  void anOpCanTakeThePlaceOfAnother() {
    Architecture a = handMade();
    OpSite site = a.sites().get(1);
    Conv first = new Conv(true, List.of(3, 3), List.of(2, 2), 1);
    Conv off = Conv.inactive(2);
    Architecture b = a.with(site, site.op().withConvs(List.of(first, off, off, off)));
    assertThat(b.sites().get(1).op().pattern()).isEqualTo(Pattern.SINGLE);
    assertThat(b.sites().get(1).op().read()).isEqualTo(site.op().read());
    assertThat(b.blocks().get(0)).isEqualTo(a.blocks().get(0));
    assertThat(b.blocks().get(2)).isEqualTo(a.blocks().get(2));
    assertThat(a).isEqualTo(handMade());
    Conv wide = new Conv(true, List.of(7, 7), List.of(1, 1), 1);
    assertThatThrownBy(() -> a.with(site, site.op().withConvs(List.of(wide, off, off, off))))
        .hasMessageContaining("block 1 has kernel [7, 7]");
  }

  @Test
  void theNearestOfManyDrawsIsTaken() {
    Sampler sampler = Sampler.of(pictures);
    List<Architecture> drawn = sampler.sample(50, 3);
    long wanted = drawn.get(20).parameters();
    assertThat(sampler.sampleOfSize(wanted, 50, 3).parameters()).isEqualTo(wanted);
    assertThat(sampler.sampleOfSize(0, 50, 3).parameters())
        .isEqualTo(drawn.stream().mapToLong(Architecture::parameters).min().orElseThrow());
    assertThatThrownBy(() -> sampler.sampleOfSize(1000, 0, 3)).hasMessageContaining("draws is 0");
  }
}
