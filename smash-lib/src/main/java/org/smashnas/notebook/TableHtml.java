package org.smashnas.notebook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Tablesaw tables as plain HTML that looks right in light and dark, live and after a reload.
 *
 * <p>Colours are inherited and styles stand in the elements, since a notebook that is not trusted
 * loses its style sheets and scripts.
 */
final class TableHtml {
  private static final int MOST_ROWS = 20;
  private static final int FIRST_ROWS = 10;
  private static final int LAST_ROWS = 5;
  private static final String RULE = "border-bottom:1px solid rgba(128,128,128,.4);";
  private static final String DIM = "opacity:.6;font-weight:normal";

  private TableHtml() {}

  static Shown show(Table table) {
    return Shown.text(text(table)).with(Shown.HTML, html(table));
  }

  /** The same rows and digits as in HTML, for terminals. */
  static String text(Table table) {
    int[] rows = shown(table.rowCount()).toArray();
    StringColumn[] columns =
        ColumnText.of(table).stream()
            .map(
                c ->
                    StringColumn.create(
                        c.name(),
                        IntStream.of(rows).mapToObj(row -> row < 0 ? "..." : c.line(row)).toList()))
            .toArray(StringColumn[]::new);
    return Table.create(table.name(), columns).print(Math.max(1, rows.length));
  }

  /** The table, or the first and last rows of a long one, with row numbers from 0 as Tablesaw's. */
  static String html(Table table) {
    List<ColumnText> columns = ColumnText.of(table);
    int rows = table.rowCount();
    StringBuilder html = new StringBuilder("<div style=\"overflow-x:auto\">");
    html.append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
    if (table.name() != null && !table.name().isBlank()) {
      html.append("<caption style=\"text-align:left;caption-side:top\">")
          .append(escape(table.name()))
          .append("</caption>");
    }
    html.append("<thead><tr>").append(cell("th", false, ""));
    for (ColumnText column : columns) {
      String type = "<br><span style=\"" + DIM + "\">" + escape(column.type()) + "</span>";
      html.append(cell("th", column.number(), breakable(column.name()) + type));
    }
    html.append("</tr></thead><tbody>");
    shown(rows).forEach(row -> html.append(row < 0 ? gap(columns) : line(columns, row)));
    html.append("</tbody></table><div style=\"").append(DIM).append("\">");
    html.append(count(rows, "row")).append(", ").append(count(table.columnCount(), "column"));
    return html.append("</div></div>").toString();
  }

  /** The rows to show, -1 for those left out. */
  private static IntStream shown(int rows) {
    if (rows <= MOST_ROWS) {
      return IntStream.range(0, rows);
    }
    return IntStream.concat(
        IntStream.range(0, FIRST_ROWS),
        IntStream.concat(IntStream.of(-1), IntStream.range(rows - LAST_ROWS, rows)));
  }

  private static String line(List<ColumnText> columns, int row) {
    String number = "<span style=\"" + DIM + "\">" + row + "</span>";
    return Stream.concat(
            Stream.of(cell("td", true, number)),
            columns.stream().map(c -> cell("td", c.number(), content(c, row))))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String content(ColumnText column, int row) {
    String range = column.range(row);
    return range.isEmpty()
        ? escape(column.text(row))
        : "%s<br><span style=\"%s;white-space:nowrap\">%s</span>"
            .formatted(escape(column.text(row)), DIM, escape(range));
  }

  /** A name that may go on in another line after each underscore, where the page is narrow. */
  private static String breakable(String name) {
    return escape(name).replace("_", "_<wbr>");
  }

  private static String gap(List<ColumnText> columns) {
    String dots = cell("td", true, "&#8942;");
    return Stream.concat(
            Stream.of(dots), columns.stream().map(c -> cell("td", c.number(), "&#8942;")))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String cell(String tag, boolean right, String html) {
    String align = "text-align:" + (right ? "right" : "left");
    String rule = tag.equals("th") ? RULE : "";
    return "<" + tag + " style=\"" + rule + align + "\">" + html + "</" + tag + ">";
  }

  private static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
