package org.smashnas.train;

import java.util.function.Supplier;

/**
 * Where output goes is a property of the process, like its standard output, and so is kept here.
 */
final class ProgressHolder {
  static volatile Supplier<Progress> factory = Progress::silent;

  private ProgressHolder() {}
}
