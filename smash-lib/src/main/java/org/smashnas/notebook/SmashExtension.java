package org.smashnas.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.smashnas.plot.Charts;
import org.smashnas.train.Progress;

/**
 * Makes the JJava kernel show charts, tables, pictures and running work; JJava finds it by name.
 */
public final class SmashExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    Renderers.register(kernel.getRenderer());
    Screen screen = Screen.of(kernel);
    Progress.showWith(() -> new NotebookProgress(screen, Charts::history, System::nanoTime));
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    Progress.showWith(Progress::silent);
  }
}
