package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SourceTest {
  @Test
  void everyFileThatIsFetchedHasAChecksum() {
    assertThat(Source.ALL).extracting(Source::name).contains("cifar10", "imagenet32", "modelnet40");
    assertThat(Source.ALL.stream().filter(Source::isPublic).map(Source::checksum))
        .hasSize(5)
        .allMatch(sum -> sum.matches("[0-9a-f]{32}|[0-9a-f]{64}"));
  }

  @Test
  void theReadmeOfTheDataHasTheAddressesThatAreUsed() throws IOException {
    String readme = Files.readString(Path.of("..", "data", "README.md"));
    for (Source each : Source.ALL) {
      assertThat(readme).contains("| `" + each.name() + "` |", each.checksum());
      assertThat(readme)
          .contains(each.isPublic() ? "<" + each.folder() + each.file() + ">" : each.page());
    }
  }
}
