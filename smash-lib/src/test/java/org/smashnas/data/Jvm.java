package org.smashnas.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a main class of this class path in a JVM of its own. */
public final class Jvm {
  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  private Jvm(Class<?> main) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
  }

  public static Jvm of(Class<?> main) {
    return new Jvm(main);
  }

  public Jvm in(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  public Jvm with(String... arguments) {
    command.addAll(List.of(arguments));
    return this;
  }

  /** Starts it without proxies or mirrors but those given; what it says goes to one stream. */
  public Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(each -> each.matches("(?i)(.*_proxy|SMASH_MIRROR)"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
