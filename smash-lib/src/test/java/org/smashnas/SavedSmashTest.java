package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Jvm;
import org.smashnas.encoding.Corruption;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Field;
import org.smashnas.encoding.Fields;
import org.smashnas.export.Export;
import org.smashnas.files.Checksums;
import org.smashnas.nn.HyperShape;
import org.smashnas.proxy.Goal;
import org.smashnas.search.SearchResult;
import org.smashnas.study.CorruptionStudy;
import org.smashnas.study.ProxyStudy;
import org.smashnas.study.Regime;
import org.smashnas.table.Tables;
import org.smashnas.train.Epoch;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

class SavedSmashTest {
  static final Budget TINY =
      SmashTest.TINY.withSmash(
          SmashTest.TINY
              .smash()
              .withEpochs(2)
              .withBatchSize(10)
              .withHyper(new HyperShape(2, 2, List.of(1, 1))));

  @TempDir static Path shared;
  private static final Dataset DATA = Datasets.shapes(100, 30, 1);
  private static Smash original;
  private static Path saved;
  @TempDir Path folder;

  @BeforeAll
  static void train() {
    original = Smash.train(SearchSpace.v2(), DATA, TINY, 5);
    saved = shared.resolve("net");
    original.save(saved);
  }

  @AfterAll
  static void close() {
    original.close();
  }

  private static List<Evaluation> scores(Smash smash) {
    return Sampler.of(smash.space()).sample(4, 1).stream().map(smash.scorer()::evaluate).toList();
  }

  private static List<Double> losses(Smash smash) {
    return smash.history().epochs().stream().map(Epoch::trainLoss).toList();
  }

  /** But for the seconds that it took. */
  private static List<List<Object>> found(SearchResult result) {
    return result.ranked().stream()
        .map(c -> List.<Object>of(c.architecture(), c.stage(), c.score(), c.crossEntropy()))
        .toList();
  }

  /** Prints the scores of a saved network. */
  static final class Child {
    public static void main(String[] arguments) {
      try (Smash smash = Smash.load(Path.of(arguments[0]), Datasets.shapes(100, 30, 1))) {
        System.out.println("scores " + text(smash));
      }
    }
  }

  private static String text(Smash smash) {
    return scores(smash).stream()
        .map(e -> Double.toHexString(e.loss()) + " " + e.outcomes().text())
        .toList()
        .toString();
  }

  @Test
  void aLoadedNetworkDoesBitForBitWhatTheSavedOneDoes() throws IOException {
    try (Smash loaded = Smash.load(saved, DATA)) {
      assertThat(loaded).hasToString(original.toString());
      assertThat(loaded.history()).isEqualTo(original.history());
      assertThat(loaded.metadata()).isEqualTo(original.metadata());
      assertThat(scores(loaded)).isEqualTo(scores(original));
      assertThat(found(loaded.search(folder.resolve("a.arrow"))))
          .isEqualTo(found(original.search(folder.resolve("b.arrow"))));
      // A search of the one is gone on with by the other.
      assertThat(loaded.resumeSearch(folder.resolve("b.arrow")).ranked()).hasSize(5);
      List<Architecture> two = Sampler.of(loaded.space()).sample(2, 1);
      CorruptionStudy zero = CorruptionStudy.of(two).withKinds(List.of(Corruption.Kind.ZERO));
      assertThat(loaded.corrupt(zero, folder.resolve("a")).rows())
          .isEqualTo(original.corrupt(zero, folder.resolve("b")).rows());
      ProxyStudy walks = ProxyStudy.of(two.subList(0, 1), 1, Goal.CROSS_ENTROPY, 0);
      assertThat(loaded.descend(walks, folder.resolve("c")).toString())
          .isEqualTo(original.descend(walks, folder.resolve("d")).toString());
      loaded.export(two.get(0), folder.resolve("e"));
      original.export(two.get(0), folder.resolve("f"));
      assertThat(Files.readAllBytes(folder.resolve("e").resolve("weights.safetensors")))
          .isEqualTo(Files.readAllBytes(folder.resolve("f").resolve("weights.safetensors")));
    }
  }

  @Test
  void aNetworkOfWrittenConvolutionsAndGuidedTrainingIsLoadedAsItWas() {
    Budget both =
        TINY.withSmash(
            TINY.smash().withGuidance(3).withHyper(TINY.smash().hyper().withConvs(true)));
    try (Smash trained = Smash.train(SearchSpace.v2(), DATA, both, 5)) {
      trained.save(folder.resolve("net"));
      try (Smash loaded = Smash.load(folder.resolve("net"), DATA)) {
        assertThat(loaded.history()).isEqualTo(trained.history());
        assertThat(scores(loaded)).isEqualTo(scores(trained));
        assertThat(scores(loaded)).isNotEqualTo(scores(original));
        ProxyStudy walks =
            ProxyStudy.of(List.of(loaded.space().sample(1)), 1, Goal.CROSS_ENTROPY, 0);
        assertThatThrownBy(() -> loaded.descend(walks, folder.resolve("walks")))
            .hasMessageStartingWith("walks by the gradient of the code: this network's HyperNet");
      }
    }
  }

  @Test
  void aLoadedNetworkScoresTheSameInAnotherProcess() throws Exception {
    Process child = Jvm.of(Child.class).with(saved.toString()).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said).contains("scores " + text(original));
  }

  @Test
  void theRegimeStaysAndAgainWorks() {
    try (Smash small = original.again(Regime.crippled(), 7)) {
      small.save(folder.resolve("small"));
      try (Smash loaded = Smash.load(folder.resolve("small"), DATA);
          Smash fromOriginal = original.again(Regime.freeWeights(), 8);
          Smash fromLoaded = loaded.again(Regime.freeWeights(), 8)) {
        assertThat(loaded.metadata()).isEqualTo(small.metadata()).containsEntry("seed", "7");
        assertThat(loaded.metadata()).containsEntry("regime", "crippled");
        assertThat(scores(loaded)).isEqualTo(scores(small));
        assertThat(losses(fromLoaded)).isEqualTo(losses(fromOriginal));
        assertThat(scores(fromLoaded)).isEqualTo(scores(fromOriginal));
      }
    }
  }

  @Test
  void trainingThatWasInterruptedGoesOnAfterLoading() {
    Progress.showWith(() -> new Stopping(3));
    try (Smash part = Smash.train(SearchSpace.v2(), DATA, TINY, 5)) {
      Progress.showWith(Progress::silent);
      assertThat(part.history().epochs()).isEmpty();
      part.save(folder.resolve("part"));
      try (Smash loaded = Smash.load(folder.resolve("part"), DATA)) {
        loaded.resume();
        assertThat(losses(loaded)).isEqualTo(losses(original));
        assertThat(scores(loaded)).isEqualTo(scores(original));
      }
    } finally {
      Progress.showWith(Progress::silent);
    }
  }

  /** Presses stop after so many steps. */
  private record Stopping(int step) implements Progress {
    @Override
    public void advance(int done, String note) {
      if (done == step && note.startsWith("epoch")) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void theSameCallWithAFolderLoadsWhatIsDoneAndRefusesOtherConditions() {
    Path steps = folder.resolve("steps");
    try (Smash first = Smash.train(SearchSpace.v2(), DATA, TINY, 5, steps)) {
      assertThat(scores(first)).isEqualTo(scores(original));
    }
    try (Smash second = Smash.train(SearchSpace.v2(), DATA, TINY.withCandidates(9), 5, steps);
        Smash third = Smash.load(steps, DATA)) {
      assertThat(scores(second)).isEqualTo(scores(original));
      assertThat(scores(third)).isEqualTo(scores(original));
    }
    assertThatThrownBy(() -> Smash.train(SearchSpace.v2(), DATA, TINY, 6, steps))
        .hasMessageContaining("drawn by seed 5")
        .hasMessageContaining("drawn by seed 6");
    Budget longer = TINY.withSmash(TINY.smash().withEpochs(3));
    assertThatThrownBy(() -> Smash.train(SearchSpace.v2(), DATA, longer, 5, steps))
        .hasMessageContaining("epochs=2")
        .hasMessageContaining("epochs=3");
    Function<SearchSpace, Encoding> other = s -> Encoding.oneHot(s).permuted(1);
    assertThatThrownBy(() -> Smash.train(SearchSpace.v2(), DATA, TINY, other, 5, steps))
        .hasMessageContaining("was begun with encoding");
  }

  private static Encoding own(SearchSpace space, int sign) {
    Field mine = Field.of("mine", 1, (column, out) -> out[0] = sign * (1 + column.site().index()));
    return Encoding.oneHot(space).without("dilation").with(mine);
  }

  @Test
  void anEncodingOfTheUsersOwnIsGivenToLoad() {
    Path own = folder.resolve("own");
    try (Smash smash = Smash.train(SearchSpace.v2(), DATA, TINY, s -> own(s, 1), 5)) {
      smash.save(own);
      try (Smash loaded = Smash.load(own, DATA, s -> own(s, 1))) {
        assertThat(scores(loaded)).isEqualTo(scores(smash));
      }
    }
    assertThatThrownBy(() -> Smash.load(own, DATA))
        .hasMessageContaining("a field of your own")
        .hasMessageContaining("mine 1")
        .hasMessageContaining("Smash.load(folder, data, encoding)");
    assertThatThrownBy(() -> Smash.load(own, DATA, s -> own(s, -1)))
        .hasMessageContaining("the same names that write other values");
    assertThatThrownBy(() -> Smash.load(own, DATA, Encoding::oneHot))
        .hasMessageContaining("mine 1")
        .hasMessageContaining("and the one given is of read 4, write 4, dilation");
  }

  @Test
  void variantsOfTheLibrarysFieldsAreMadeAnew() {
    Function<SearchSpace, Encoding> variant =
        s ->
            Encoding.oneHot(s)
                .without("groups")
                .replace("units", Fields::ordinal)
                .with(Fields.depth())
                .withOffValue(-1)
                .permuted(3);
    try (Smash smash = Smash.train(SearchSpace.v2(), DATA, TINY, variant, 5)) {
      smash.save(folder.resolve("variant"));
      try (Smash loaded = Smash.load(folder.resolve("variant"), DATA)) {
        assertThat(loaded.net().encoding()).hasToString(smash.net().encoding().toString());
        assertThat(scores(loaded)).isEqualTo(scores(smash));
      }
    }
  }

  @Test
  void otherDataIsRefusedWithBoth() {
    Dataset other = Datasets.shapes(100, 30, 2);
    assertThatThrownBy(() -> Smash.load(saved, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("60 examples of 3x8x8")
        .hasMessageContaining(original.data().train().sha256())
        .hasMessageContaining("give the same data set");
    assertThatThrownBy(() -> Smash.load(saved, Datasets.shapes(90, 30, 1)))
        .hasMessageContaining("was trained on shapes train")
        .hasMessageContaining("and the data given makes shapes train");
    assertThatThrownBy(() -> Smash.load(saved, Datasets.furniture(100, 20, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherFormatIsRefusedWithBoth() throws IOException {
    Path later = copy("later");
    Path json = later.resolve("smash.json");
    Files.writeString(json, Files.readString(json).replace("smash-network/1", "smash-network/2"));
    resum(later);
    assertThatThrownBy(() -> Smash.load(later, DATA))
        .hasMessageContaining("smash.json is of format smash-network/2")
        .hasMessageContaining("reads smash-network/1");
    assertThatThrownBy(() -> Smash.load(folder.resolve("nothing"), DATA))
        .hasMessageContaining("nothing whole was saved");
  }

  private Path copy(String name) throws IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> files = Files.list(saved)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static void resum(Path folder) throws IOException {
    Files.delete(folder.resolve("SHA256SUMS"));
    Checksums.write(folder);
  }

  @Test
  void aByteThatIsFlippedOrACutIsRefusedWithFileAndReason() throws IOException {
    Path damaged = copy("damaged");
    for (String name :
        List.of(
            "smash.json", "training.json", "weights.safetensors", "history.arrow", "SHA256SUMS")) {
      Path file = damaged.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 6; i++) {
        int at = (int) ((long) whole.length * i / 6);
        byte[] flipped = whole.clone();
        flipped[at] ^= 32; // upper to lower case, among others
        Files.write(file, flipped);
        assertRefused(damaged, name);
        Files.write(file, Arrays.copyOf(whole, at));
        assertRefused(damaged, name);
      }
      Files.delete(file);
      assertRefused(damaged, name);
      Files.write(file, whole);
    }
    Smash.load(damaged, DATA).close();
  }

  private static void assertRefused(Path damaged, String name) {
    assertThatThrownBy(() -> Smash.load(damaged, DATA).close())
        .isInstanceOf(IllegalArgumentException.class)
        // Both the file and its checksum can be what is wrong.
        .hasMessageContaining(damaged.toString())
        .hasMessageContaining(name);
  }

  @Test
  void savingReplacesAnEarlierSaveAndNothingElse() throws IOException {
    Path to = copy("earlier");
    original.save(to);
    assertThat(folder.toFile().list()).containsExactly("earlier");
    assertThat(Tables.read(to.resolve("history.arrow")).rowCount()).isEqualTo(2);
    assertThat(Tables.metadata(to.resolve("history.arrow"))).containsEntry("seed", "5");
    Files.writeString(to.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> original.save(to)).hasMessageContaining("has notes.txt");
    assertThat(to.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void anExportOfATrainedNetworkIsReadBack() throws IOException {
    Architecture a = Sampler.of(original.space()).sample(1);
    try (Trained trained = original.trainResult(a)) {
      trained.export(folder.resolve("best"));
      try (Trained back = Trained.load(folder.resolve("best"))) {
        assertThat(back.history()).isEqualTo(trained.history());
        assertThat(back.test()).isEqualTo(trained.test());
        assertThat(back.classNames()).isEqualTo(trained.classNames());
        assertThat(back.normalization()).isEqualTo(trained.normalization());
        var test = original.data.test(1);
        assertThat(Evaluation.of(back.net(), test)).isEqualTo(Evaluation.of(trained.net(), test));
      }
    }
    original.export(a, folder.resolve("generated"));
    assertThatThrownBy(() -> Export.read(folder.resolve("generated")))
        .hasMessageContaining("has generated weights, and only free ones");
    for (String name : List.of("architecture.json", "weights.safetensors", "trained.json")) {
      Path file = folder.resolve("best").resolve(name);
      byte[] whole = Files.readAllBytes(file);
      byte[] flipped = whole.clone();
      flipped[whole.length / 2] ^= 1;
      Files.write(file, flipped);
      assertThatThrownBy(() -> Trained.load(folder.resolve("best")))
          .hasMessageContaining(name + " is damaged");
      Files.write(file, whole);
    }
  }
}
