package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureJsonTest {
  private static final List<String> NEW_IN_SPACES =
      List.of(
          ",\"activations\":[\"RELU\"]",
          ",\"gates\":false",
          ",\"writes\":[\"ADD\"]",
          ",\"pools\":[\"NONE\"]",
          ",\"preActivation\":true",
          ",\"opNorm\":false");

  private static Architecture example(SearchSpace space) {
    Conv wide = new Conv(true, List.of(5, 3), List.of(1, 2), 2);
    return Architecture.builder(space)
        .block(8)
        .op(List.of(0, 1), List.of(0, 2), 16)
        .op(List.of(0, 2), List.of(1), 8, Pattern.PARALLEL, wide)
        .block(16)
        .op(List.of(0), List.of(0), 16)
        .block(16)
        .op(List.of(0), List.of(1), 16, Pattern.LONG, wide)
        .build();
  }

  @Test
  void allKindsOfSpacesGiveTheSameArchitecturesBack() {
    for (SearchSpace space : TestSpaces.variants()) {
      for (Architecture a : Sampler.of(space).sample(30, 1)) {
        Architecture back = ArchitectureJson.read(ArchitectureJson.write(a));
        assertThat(back).isEqualTo(a);
        assertThat(back.id()).isEqualTo(a.id());
      }
    }
  }

  /** The file was written, and its id read off, before ops had activations and gates. */
  @Test
  void textFromBeforeActivationsReadsAsThePapersOpsAndKeepsItsId() throws IOException {
    String text;
    try (InputStream in = getClass().getResourceAsStream("before-activations.json")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    Architecture read = ArchitectureJson.read(text);
    assertThat(read).isEqualTo(example(SearchSpace.v2()));
    assertThat(read.id()).isEqualTo("9d74330f77064ba6");
    assertThat(read.sites())
        .allMatch(s -> s.op().activation() == Activation.RELU && !s.op().gated());
    String blocks = text.substring(text.indexOf("\"blocks\""));
    assertThat(ArchitectureJson.write(read)).endsWith(blocks);
  }

  /** The ids were read off before spaces had activations and gates. */
  @Test
  void thePapersSpacesDrawWhatTheyDrewBeforeActivations() {
    Architecture v2 = SearchSpace.v2().sample(5);
    assertThat(v2.id()).isEqualTo("3409a5e5ddf9e6a6");
    assertThat(Mutation.perturb(v2, 0.05, 6).id()).isEqualTo("574b1695ae404b40");
    assertThat(SearchSpace.v1().sample(5).id()).isEqualTo("a99f4fd0049e5317");
  }

  @Test
  void aDamagedWordOfAnyLengthMakesASentence() {
    String text = "{\"format\":\"smash\\n\\u0000%s\"}".formatted("x".repeat(5000));
    assertThatThrownBy(() -> ArchitectureJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the architecture's format is smash??xxx")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700));
  }

  /** Gson alone reads 8 and 4. */
  @Test
  void numbersThatAreNoIntAreRefusedAndNotCutToOne() {
    String text = ArchitectureJson.write(example(SearchSpace.v2()));
    String units = "\"units\":8,";
    assertThat(text).contains(units);
    for (String number : List.of("8.5", "4294967304", "1e400", "-8.000001")) {
      String wrong = text.replace(units, "\"units\":" + number + ",");
      assertThatThrownBy(() -> ArchitectureJson.read(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("\n");
    }
    assertThatThrownBy(() -> ArchitectureJson.read(text.replace(units, "\"units\":8.5,")))
        .hasMessage("the architecture's \"units\" is 8.5; give a whole number of Java's int");
    assertThat(ArchitectureJson.read(text.replace(units, "\"units\":8.0,")))
        .isEqualTo(example(SearchSpace.v2()));
  }

  @Test
  void thePapersOpsSayNothingOfWhatTheyDidNotHaveAtFirstAndTheirSpaceNeedNot() {
    Architecture a = SearchSpace.v2().sample(5);
    String text = ArchitectureJson.write(a);
    assertThat(text).doesNotContain("\"activation\"", "\"gated\"", "\"writing\"", "\"pool\"");
    for (String part : NEW_IN_SPACES) {
      assertThat(text).contains(part);
      text = text.replace(part, "");
    }
    assertThat(ArchitectureJson.read(text)).isEqualTo(a);
  }

  @Test
  void anOpsOptionsArePartOfItsIdentity() {
    SearchSpace space = TestSpaces.rich(SearchSpace.v2());
    Architecture relu = example(space);
    Op op = relu.blocks().get(0).ops().get(1);
    List<Op> changed =
        List.of(
            op.withActivation(Activation.TANH),
            op.withGated(true),
            op.withWriting(Write.OVERWRITE),
            op.withWriting(Write.MULTIPLY),
            op.withPool(Pool.MEAN),
            op.withPool(Pool.MAX),
            op);
    assertThat(changed).extracting(o -> with(relu, o).id()).doesNotHaveDuplicates();
    assertThat(with(relu, op).id()).isEqualTo(example(SearchSpace.v2()).id());
    assertThat(ArchitectureJson.write(with(relu, changed.get(0))))
        .contains("\"activation\":\"TANH\"")
        .doesNotContain("\"gated\"");
    assertThat(ArchitectureJson.write(with(relu, changed.get(1))))
        .contains("\"gated\":true")
        .doesNotContain("\"activation\"");
    assertThat(ArchitectureJson.write(with(relu, changed.get(2))))
        .contains("\"writing\":\"OVERWRITE\"")
        .doesNotContain("\"gated\"");
  }

  private static Architecture with(Architecture a, Op second) {
    Block old = a.blocks().get(0);
    List<Op> ops = List.of(old.ops().get(0), second);
    Block block = new Block(old.bankChannels(), old.inputBanks(), old.banks(), ops);
    return new Architecture(a.space(), List.of(block, a.blocks().get(1), a.blocks().get(2)));
  }

  @Test
  void anUnknownActivationIsRefusedWithASentence() {
    SearchSpace space = TestSpaces.rich(SearchSpace.v2());
    Architecture relu = example(space);
    Op op = relu.blocks().get(0).ops().get(1);
    String text = ArchitectureJson.write(with(relu, op.withActivation(Activation.TANH)));
    assertThatThrownBy(
            () -> ArchitectureJson.read(text.replace("activation\":\"TANH", "activation\":\"GELU")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names one that does not exist");
  }

  @Test
  void aPartOfAnotherKindIsRefusedWithTheSentenceForWhatIsNoArchitecture() {
    String text = ArchitectureJson.write(example(SearchSpace.v2()));
    List<Consumer<JsonObject>> changes =
        List.of(
            json -> json.addProperty("space", 5),
            json -> json.add("space", new JsonArray()),
            json -> json.add("space", JsonNull.INSTANCE),
            json -> json.add("format", JsonNull.INSTANCE),
            json -> json.add("format", new JsonObject()),
            json -> json.addProperty("blocks", 5),
            json -> json.add("blocks", new JsonObject()),
            json -> json.getAsJsonArray("blocks").set(1, new JsonPrimitive("a block")),
            json -> block(json).addProperty("ops", 5),
            json -> block(json).add("ops", new JsonObject()),
            json -> block(json).getAsJsonArray("ops").set(0, new JsonArray()),
            json -> block(json).addProperty("banks", "many"),
            json -> op(json).addProperty("convs", 5),
            json -> op(json).getAsJsonArray("convs").set(0, new JsonPrimitive(5)),
            json -> op(json).add("read", new JsonObject()));
    for (Consumer<JsonObject> change : changes) {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      change.accept(json);
      assertThatThrownBy(() -> ArchitectureJson.read(json.toString()))
          .as(json.toString())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("this is no architecture in smash-architecture/1");
    }
  }

  private static JsonObject block(JsonObject json) {
    return json.getAsJsonArray("blocks").get(0).getAsJsonObject();
  }

  private static JsonObject op(JsonObject json) {
    return block(json).getAsJsonArray("ops").get(0).getAsJsonObject();
  }

  @Test
  void aFlippedBitOrACutIsRefusedOrReadsTheSame() {
    Architecture a = example(SearchSpace.v2());
    byte[] whole = ArchitectureJson.write(a).getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      byte[] wrong = whole.clone();
      wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
      for (byte[] bytes : List.of(wrong, cut)) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Architecture read = null;
        try {
          read = ArchitectureJson.read(text);
        } catch (IllegalArgumentException e) {
          assertThat(e.getMessage()).as(text).isNotBlank();
        }
        assertThat(read).as(text).isIn(a, null);
      }
    }
  }

  @Test
  void aChangedArchitectureIsReadOnlyWithoutItsChecksum() {
    String text = ArchitectureJson.write(example(SearchSpace.v2()));
    String changed = text.replace("\"classes\":10,", "\"classes\":100,");
    assertThatThrownBy(() -> ArchitectureJson.read(changed))
        .hasMessageContaining("its checksum is another's; restore it, or delete \"checksum\"");
    String meant = changed.replaceAll("\"checksum\":\"\\w+\",", "");
    assertThat(ArchitectureJson.read(meant).space().classes()).isEqualTo(100);
  }

  @Test
  void aFileOfLinesNamesItselfAndTheLineThatIsDamaged(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("architectures.jsonl");
    byte[] line =
        (ArchitectureJson.write(example(SearchSpace.v2())) + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(file, line);
    line[line.length / 2] = (byte) 0xff;
    Files.write(file, line, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> ArchitectureJson.readLines(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ", line 2: some of it is no text");
  }
}
