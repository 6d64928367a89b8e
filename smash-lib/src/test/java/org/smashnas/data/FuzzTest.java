package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void damagedFilesAreRefusedWithASentenceOrRead(FuzzReader reader) throws Exception {
    Fuzz fuzz = new Fuzz(reader, folder, folder);
    for (long seed = 0; seed < 300; seed++) {
      fuzz.run(seed);
    }
    assertThat(fuzz.failures()).as(fuzz.toString()).isEmpty();
  }
}
