package org.smashnas.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.smashnas.train.Progress;

/**
 * Makes the JJava kernel show charts, tables, pictures and running work; JJava finds it by name.
 */
public final class SmashExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    JJavaScreen.register(kernel.getRenderer());
    NotebookProgress.showOn(new JJavaScreen(kernel));
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    Progress.showWith(Progress::silent);
  }
}
