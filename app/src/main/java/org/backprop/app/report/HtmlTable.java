package org.backprop.app.report;

import java.util.List;
import org.backprop.app.TextTable;

/** A table of text as an HTML table, which is scrolled where the page is narrow. */
final class HtmlTable {
  private static final int CELL = 120;

  private HtmlTable() {}

  /** Writes a table, the first cell of each row as its heading. */
  static void write(Html html, String caption, TextTable table) {
    var cells = table.cells();
    html.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", caption);
    html.open("table").open("caption").element("span", caption).close();
    html.open("thead").open("tr");
    var headings = cells.getFirst();
    for (var i = 0; i < headings.size(); i++) {
      heading(html, table, headings, i);
    }
    html.close().close().open("tbody");
    cells.stream().skip(1).forEach(row -> row(html, table, row));
    html.close().close().close();
  }

  private static void heading(Html html, TextTable table, List<String> headings, int column) {
    var text = Cut.to(headings.get(column), CELL);
    var style = style(table, column);
    if (text.isEmpty()) {
      html.open("td").close();
    } else {
      html.element("th", text, "scope", "col", "class", style);
    }
  }

  private static void row(Html html, TextTable table, List<String> row) {
    html.open("tr");
    for (var i = 0; i < row.size(); i++) {
      var text = Cut.to(row.get(i), CELL);
      if (i == 0) {
        html.element("th", text, "scope", "row");
      } else {
        html.element("td", text, "class", style(table, i));
      }
    }
    html.close();
  }

  private static String style(TextTable table, int column) {
    return table.isLeft(column) ? "l" : "n";
  }
}
