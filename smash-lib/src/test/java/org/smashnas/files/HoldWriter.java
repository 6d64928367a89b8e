package org.smashnas.files;

import java.io.IOException;
import java.nio.file.Path;
import org.smashnas.data.Jvm;

/** A process that takes the right to write a file, says so, and keeps it until it is killed. */
final class HoldWriter {
  private HoldWriter() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (OneWriter held = OneWriter.of(Path.of(arguments[0]))) {
      System.out.println("holds " + held.file());
      Thread.sleep(60_000);
    }
  }

  /** Started, and holding it when this returns. */
  static Process start(Path file) throws IOException {
    Process process = Jvm.of(HoldWriter.class).with(file.toString()).start();
    process.inputReader().readLine();
    return process;
  }
}
