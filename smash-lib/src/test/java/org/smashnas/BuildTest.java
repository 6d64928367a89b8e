package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildTest {
  @Test
  void theCommitSaysWhetherTheTreeWasChanged() {
    Properties build = new Properties();
    build.setProperty("commit", "0123456789ab");
    for (String changed : new String[] {"true", "false"}) {
      build.setProperty("changed", changed);
      assertThat(Build.commit(build))
          .isEqualTo(changed.equals("true") ? "0123456789ab+changes" : "0123456789ab");
    }
    assertThat(Build.metadata().get("git_commit")).matches("([0-9a-f]{12}|unknown)(\\+changes)?");
  }
}
