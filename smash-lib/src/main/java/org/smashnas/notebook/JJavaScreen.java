package org.smashnas.notebook;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** The outputs of the cell that a JJava kernel runs, and the results of its cells. */
record JJavaScreen(BaseKernel kernel) implements Screen {
  /** Tells a kernel how values of the library's types, charts and tables look. */
  static void register(Renderer renderer) {
    Renderers.all()
        .forEach(
            (type, view) ->
                renderer
                    .createRegistration(type)
                    .preferring(MIMEType.TEXT_HTML, MIMEType.IMAGE_SVG, MIMEType.IMAGE_PNG)
                    .register(
                        (value, context) ->
                            context.getOutputContainer().assign(data(view.apply(value)))));
  }

  @Override
  public void show(String id, Shown shown) {
    DisplayData data = data(shown);
    // setDisplayId has another signature in each JJava release, so the field is set by name.
    data.putTransientData("display_id", id);
    Screen.uninterrupted(() -> kernel.display(data));
  }

  @Override
  public void update(String id, Shown shown) {
    Screen.uninterrupted(() -> kernel.getIO().display.updateDisplay(id, data(shown)));
  }

  private static DisplayData data(Shown shown) {
    DisplayData data = new DisplayData(shown.text());
    shown
        .forms()
        .forEach(
            (type, form) -> {
              if (type.equals(Shown.PNG) && shown.width() > 0) {
                data.putData(MIMEType.IMAGE_PNG, form, Map.of("width", shown.width()));
              } else {
                data.putData(MIMEType.parse(type), form);
              }
            });
    return data;
  }
}
