package org.smashnas.plot;

import java.util.ArrayList;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.encoding.Embedding;
import org.smashnas.plot.MapLayout.Band;
import org.smashnas.plot.MapLayout.FieldGroup;

/** What is written around an encoding's map. */
record MapLabels(List<Label> all, double width, double height) {
  /** Height of a small line with its leading. */
  private static final double LINE = 12;

  static MapLabels of(MapLayout layout, Architecture architecture, Embedding embedding) {
    List<Label> labels = new ArrayList<>();
    addOps(labels, layout, architecture);
    addRows(labels, layout);
    layout.bands().forEach(band -> addField(labels, layout, band));
    double right = layout.x(layout.columns());
    double y = layout.bottom() + 26;
    for (String line : wrap(legend(layout, embedding), right - MapLayout.MARGIN)) {
      labels.add(new Label(line, MapLayout.MARGIN, y, MapLayout.SMALL, Theme.MUTED));
      y += LINE + 2;
    }
    double width = labels.stream().mapToDouble(l -> l.bounds().getMaxX()).max().orElseThrow();
    return new MapLabels(
        labels, Math.max(right, width) + MapLayout.MARGIN, y - LINE + MapLayout.MARGIN);
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
        end = x + Fonts.width(block, MapLayout.NAME);
      }
      String index = Integer.toString(site.index());
      double room = site.columns() * layout.cellWidth();
      if (Fonts.width(index, MapLayout.SMALL) + 1 <= room) {
        labels.add(
            Label.centred(index, left + room / 2, layout.top() - 5, MapLayout.SMALL, Theme.MUTED));
      }
    }
    double x = layout.left() - 8;
    labels.add(Label.right("op", x, layout.top() - 5, MapLayout.SMALL, Theme.MUTED));
  }

  private static void addRows(List<Label> labels, MapLayout layout) {
    double right = layout.left() - 8;
    double middle = (layout.top() + layout.fillBottom()) / 2.0;
    labels.add(new Label("rows", MapLayout.MARGIN, middle + 4, MapLayout.NAME, Theme.INK));
    double lowest = layout.fillBottom() - 1;
    double highest = layout.top() + 7;
    String last = Integer.toString(layout.rows() - 1);
    if (lowest - highest >= LINE) {
      labels.add(Label.right("0", right, lowest, MapLayout.SMALL, Theme.MUTED));
      labels.add(Label.right(last, right, highest, MapLayout.SMALL, Theme.MUTED));
    } else {
      String all = layout.rows() == 1 ? "0" : "0 to " + last;
      labels.add(Label.right(all, right, middle + 3.5, MapLayout.SMALL, Theme.MUTED));
    }
  }

  /** The field's name, and its groups' names where they have room. */
  private static void addField(List<Label> labels, MapLayout layout, Band band) {
    String name = band.field().name();
    labels.add(new Label(name, MapLayout.MARGIN, band.top() + 11, MapLayout.NAME, Theme.INK));
    double right = layout.left() - 8;
    List<FieldGroup> groups = FieldGroup.of(band.field());
    int least = groups.stream().mapToInt(FieldGroup::size).min().orElse(1) * layout.cellHeight();
    int step = (int) Math.max(1, AxisNumbers.step(LINE / least));
    for (int i = 0; i < groups.size(); i += step) {
      FieldGroup group = groups.get(i);
      double middle = layout.y(band, group.first()) + group.size() * layout.cellHeight() / 2.0;
      // A field's first channel may be lower than its label, which must not reach into the last.
      double y = Math.max(middle + 3.5, band.top() + 7);
      labels.add(Label.right(group.name(), right, y, MapLayout.SMALL, Theme.MUTED));
    }
  }

  private static String legend(MapLayout layout, Embedding embedding) {
    float blank = layout.blank();
    float most = MapLayout.most(embedding, blank);
    boolean below = false;
    for (float value : embedding.values()) {
      below |= value < blank;
    }
    String grey = below ? ", full grey " + AxisNumbers.format(blank - most) : "";
    return String.format(
        "Full colour is %s%s, blank %s: an op's values, alike in all its filled rows. "
            + "Bars on top show how many of the rows each op fills.",
        AxisNumbers.format(blank + most), grey, AxisNumbers.format(blank));
  }

  private static List<String> wrap(String text, double room) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && Fonts.width(line + " " + word, MapLayout.SMALL) > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
