package org.smashnas.nn;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether the engine records what a gradient needs.
 *
 * <p>The engine keeps this for each thread, on by default, and DJL switches it off only on the
 * thread that loads the engine; a notebook's cells run on others.
 */
public final class GradientMode {
  private GradientMode() {}

  /**
   * Switches recording off on this thread; a gradient collector switches it on while it is open.
   */
  public static void off() {
    // The native call exists only once the engine is loaded.
    Engine.getInstance();
    JniUtils.setGradMode(false);
  }
}
