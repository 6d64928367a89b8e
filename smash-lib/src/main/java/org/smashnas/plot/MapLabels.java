package org.smashnas.plot;

import java.util.ArrayList;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.plot.MapLayout.Band;

/** What is written around an encoding's map. */
record MapLabels(List<Label> all, double width, double height) {
  private static final String LEGEND =
      "Colour: value in the op's filled rows, which are alike. Bars above: how many rows are filled.";

  static MapLabels of(MapLayout layout, Architecture architecture) {
    List<Label> labels = new ArrayList<>();
    addOps(labels, layout, architecture);
    addRows(labels, layout);
    layout.bands().forEach(band -> addField(labels, layout, band));
    double right = layout.x(layout.columns());
    double y = layout.bottom() + 26;
    for (String line : wrap(LEGEND, right - MapLayout.MARGIN)) {
      labels.add(new Label(line, MapLayout.MARGIN, y, MapLayout.SMALL, Theme.MUTED));
      y += 14;
    }
    double width = labels.stream().mapToDouble(l -> l.bounds().getMaxX()).max().orElseThrow();
    return new MapLabels(
        labels, Math.max(right, width) + MapLayout.MARGIN, y - 14 + MapLayout.MARGIN);
  }

  /** Blocks by name, ops by their index in the block where the op's columns have room for it. */
  private static void addOps(List<Label> labels, MapLayout layout, Architecture architecture) {
    double end = 0;
    for (OpSite site : architecture.sites()) {
      double left = layout.x(site.column());
      if (site.index() == 0) {
        String block = "block " + site.block();
        double x = Math.max(left, end + 6);
        labels.add(new Label(block, x, layout.top() - 20, MapLayout.NAME, Theme.INK));
        end = x + Label.width(block, MapLayout.NAME);
      }
      String index = Integer.toString(site.index());
      double room = site.columns() * layout.cellWidth();
      if (Label.width(index, MapLayout.SMALL) + 1 <= room) {
        labels.add(
            Label.centred(
                index, left + room / 2, layout.top() - 5, MapLayout.SMALL, Theme.MUTED));
      }
    }
    double x = layout.left() - 8;
    labels.add(Label.right("op", x, layout.top() - 5, MapLayout.SMALL, Theme.MUTED));
  }

  private static void addRows(List<Label> labels, MapLayout layout) {
    double right = layout.left() - 8;
    double middle = (layout.top() + layout.fillBottom()) / 2.0;
    labels.add(new Label("rows", MapLayout.MARGIN, middle + 4, MapLayout.NAME, Theme.INK));
    labels.add(
        Label.right("0", right, layout.fillBottom() - 1, MapLayout.SMALL, Theme.MUTED));
    if (layout.rows() > 1) {
      String last = Integer.toString(layout.rows() - 1);
      labels.add(Label.right(last, right, layout.top() + 7, MapLayout.SMALL, Theme.MUTED));
    }
  }

  /** The field's name, and its groups' names where they have room. */
  private static void addField(List<Label> labels, MapLayout layout, Band band) {
    String name = band.field().name();
    labels.add(new Label(name, MapLayout.MARGIN, band.top() + 11, MapLayout.NAME, Theme.INK));
    double right = layout.left() - 8;
    double free = band.top() - 2;
    List<FieldGroup> groups = FieldGroup.of(band.field());
    for (FieldGroup group : groups) {
      double middle = layout.y(band, group.first()) + group.size() * layout.cellHeight() / 2.0;
      if (middle - 6 >= free) {
        labels.add(
            Label.right(group.name(), right, middle + 3.5, MapLayout.SMALL, Theme.MUTED));
        free = middle + 6;
      }
    }
  }

  private static List<String> wrap(String text, double room) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && Label.width(line + " " + word, MapLayout.SMALL) > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
