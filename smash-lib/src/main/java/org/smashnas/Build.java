package org.smashnas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** Which build of the library this is, as the Maven build wrote it down. */
final class Build {
  private Build() {}

  /**
   * The library's version and the commit that it was built from, with "+changes" where the tree had
   * changes that were not committed.
   */
  static Map<String, String> metadata() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the library's jar cannot be read", e);
    }
    return Map.of(
        "library_version", properties.getProperty("version"),
        "git_commit", commit(properties));
  }

  /** The commit as tables name it. */
  static String commit(Properties build) {
    boolean changed = Boolean.parseBoolean(build.getProperty("changed"));
    return build.getProperty("commit") + (changed ? "+changes" : "");
  }
}
