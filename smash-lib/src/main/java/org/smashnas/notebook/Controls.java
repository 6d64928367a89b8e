package org.smashnas.notebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.search.Playground;

/**
 * A playground as Jupyter's widgets, whose page's side is the package jupyterlab_widgets: the
 * models of its controls and drawings, and what becomes of them when somebody moves one.
 *
 * <p>A model is a map of JSON values; one stands in another as {@code IPY_MODEL_} and its id. A
 * kernel opens a comm for each, and hands on what the page says.
 */
public final class Controls {
  /** The MIME type by which a page is told which model to show. */
  public static final String VIEW = "application/vnd.jupyter.widget-view+json";

  /** Of the model that holds all others. */
  private static final String ALL = "all";

  private static final String OP = "op";
  private static final String READ = "read-";
  private static final String WRITE = "write-";
  private static final String UNITS = "units";
  private static final String DILATION = "dilation-";

  /** Most axes that a convolution has. */
  private static final int AXES = 3;

  private static final String REFERENCE = "IPY_MODEL_";

  private final Playground playground;
  private final String id;
  private final int banks;
  private Map<String, Map<String, Object>> models;

  /**
   * @param id what the ids of all models begin with
   */
  public Controls(Playground playground, String id) {
    this.playground = playground;
    this.id = id + "-";
    banks =
        playground.architecture().blocks().stream().mapToInt(b -> b.banks()).max().orElseThrow();
    models = build();
  }

  /** Id of the model to show. */
  public String root() {
    return id + ALL;
  }

  /** All models by id, each after those that it holds. */
  public Map<String, Map<String, Object>> models() {
    return models;
  }

  /**
   * Does what somebody has done on the page.
   *
   * @param model id of what was moved
   * @param change its new values; what is no control's is passed over
   * @return what is other than the page shows it, by the model's id
   */
  public Map<String, Map<String, Object>> changed(String model, Map<String, ?> change) {
    if (!models.containsKey(model)) {
      return Map.of();
    }
    Object value = change.containsKey("index") ? change.get("index") : change.get("value");
    if (value instanceof Number number) {
      moved(model.substring(id.length()), number.intValue());
    } else if (value instanceof Boolean on) {
      switched(model.substring(id.length()), on);
    }
    Map<String, Map<String, Object>> before = models;
    models = build();
    Map<String, Map<String, Object>> news = new LinkedHashMap<>();
    models.forEach(
        (name, now) -> {
          Map<String, Object> other = new HashMap<>(now);
          other.entrySet().removeAll(before.get(name).entrySet());
          if (name.equals(model)) {
            // It would jump back under the hand that moves it.
            other.keySet().removeAll(change.keySet());
          }
          if (!other.isEmpty()) {
            news.put(name, other);
          }
        });
    return news;
  }

  private void moved(String name, int value) {
    if (name.equals(OP)) {
      playground.op(value);
    } else if (name.equals(UNITS)) {
      playground.units(playground.unitChoices().get(value));
    } else if (name.startsWith(DILATION)) {
      int slider = Integer.parseInt(name.substring(DILATION.length()));
      int conv = slider / AXES;
      int axis = slider % AXES;
      List<Integer> dilation = new ArrayList<>(playground.asked().convs().get(conv).dilation());
      boolean all = playground.architecture().space().isotropic();
      dilation.replaceAll(d -> all ? Integer.valueOf(value) : d);
      dilation.set(axis, value);
      playground.dilation(conv, dilation);
    }
  }

  private void switched(String name, boolean on) {
    if (name.startsWith(READ)) {
      playground.read(with(playground.asked().read(), name.substring(READ.length()), on));
    } else if (name.startsWith(WRITE)) {
      playground.write(with(playground.asked().write(), name.substring(WRITE.length()), on));
    }
  }

  private static List<Integer> with(List<Integer> banks, String bank, boolean on) {
    int changed = Integer.parseInt(bank);
    return Stream.concat(
            banks.stream().filter(b -> b != changed), on ? Stream.of(changed) : Stream.empty())
        .toList();
  }

  private Map<String, Map<String, Object>> build() {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    OpSite site = playground.site();
    Playground.Asked asked = playground.asked();
    all.put(id + "narrow", layout("width", "auto"));
    all.put(id + "wrap", layout("flex_flow", "row wrap"));
    // For labels that are longer than most.
    all.put(
        id + "style",
        widget(
            "controls", "SliderStyleModel", "StyleView", Map.of("description_width", "initial")));
    all.put(
        id + OP,
        model(
            "Dropdown",
            Map.of(
                "_options_labels",
                playground.architecture().sites().stream().map(Controls::name).toList(),
                "index",
                playground.op(),
                "description",
                "op")));
    all.put(id + "reads", row(all, READ, "reads", site, b -> asked.read().contains(b)));
    all.put(id + "writes", row(all, WRITE, "writes", site, b -> asked.write().contains(b)));
    List<Integer> units = playground.unitChoices();
    all.put(
        id + UNITS,
        model(
            "SelectionSlider",
            Map.of(
                "_options_labels",
                units.stream().map(String::valueOf).toList(),
                "index",
                units.indexOf(asked.units()),
                "description",
                "units")));
    List<String> shown = new ArrayList<>(List.of(OP, "reads", "writes", UNITS));
    for (int conv = 0; conv < asked.convs().size(); conv++) {
      shown.addAll(dilations(all, conv, asked.convs().get(conv)));
    }
    all.put(id + "picture", model("HTML", Map.of("value", picture())));
    shown.add("picture");
    all.put(root(), model("VBox", Map.of("children", shown.stream().map(this::to).toList())));
    return all;
  }

  /** Adds a convolution's sliders; returns which of them are of use. */
  private List<String> dilations(Map<String, Map<String, Object>> all, int conv, Conv now) {
    int dims = now.kernel().size();
    List<String> axes = List.of("depth", "height", "width").subList(AXES - dims, AXES);
    boolean one = playground.architecture().space().isotropic();
    List<String> shown = new ArrayList<>();
    for (int axis = 0; axis < (one ? 1 : dims); axis++) {
      int most = playground.maxDilation(conv, axis);
      String name = DILATION + (AXES * conv + axis);
      all.put(
          id + name,
          model(
              "IntSlider",
              Map.of(
                  "min",
                  1,
                  "max",
                  most,
                  "value",
                  now.dilation().get(axis),
                  "description",
                  "dilation " + (conv + 1) + (one ? "" : " " + axes.get(axis)),
                  "style",
                  to("style"))));
      if (now.active() && most > 1) {
        shown.add(name);
      }
    }
    return shown;
  }

  private Map<String, Object> row(
      Map<String, Map<String, Object>> all,
      String prefix,
      String what,
      OpSite site,
      IntPredicate on) {
    List<String> children = new ArrayList<>(List.of(prefix + "label"));
    all.put(id + prefix + "label", model("Label", Map.of("value", what)));
    for (int bank = 0; bank < banks; bank++) {
      String name = prefix + bank;
      Map<String, Object> state =
          Map.of(
              "description",
              Integer.toString(bank),
              "tooltip",
              what + " bank " + bank,
              "value",
              on.test(bank),
              "layout",
              to("narrow"));
      all.put(id + name, model("ToggleButton", state));
      if (bank < site.home().banks()) {
        children.add(name);
      }
    }
    return model(
        "HBox", Map.of("children", children.stream().map(this::to).toList(), "layout", to("wrap")));
  }

  private String picture() {
    Optional<String> why = playground.refused();
    return why.map(w -> "<div style=\"color:#b00020\">" + TableHtml.escape(w) + "</div>").orElse("")
        + Views.drawn(playground).show().forms().get(Shown.HTML);
  }

  private static String name(OpSite site) {
    return "block " + site.block() + ", op " + site.index();
  }

  private String to(String name) {
    return REFERENCE + id + name;
  }

  private static Map<String, Object> model(String kind, Map<String, Object> state) {
    return widget("controls", kind + "Model", kind + "View", state);
  }

  private static Map<String, Object> layout(String key, String value) {
    return widget("base", "LayoutModel", "LayoutView", Map.of(key, value));
  }

  private static Map<String, Object> widget(
      String module, String model, String view, Map<String, Object> state) {
    // Layouts and styles are drawn by the base package's view.
    String viewModule = view.equals("StyleView") ? "base" : module;
    Map<String, Object> all = new LinkedHashMap<>(state);
    all.put("_model_module", "@jupyter-widgets/" + module);
    all.put("_model_module_version", "2.0.0");
    all.put("_model_name", model);
    all.put("_view_module", "@jupyter-widgets/" + viewModule);
    all.put("_view_module_version", "2.0.0");
    all.put("_view_name", view);
    return all;
  }
}
