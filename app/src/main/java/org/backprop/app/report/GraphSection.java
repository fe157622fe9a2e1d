package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.app.LayerTable;
import org.backprop.app.TextTable;
import org.backprop.app.draw.GraphPicture;

/** The graph with its sizes; of deep networks only the first and the last layers as a table. */
record GraphSection(Subject subject) implements Section {
  private static final int MOST_LAYERS = 24;
  private static final int MOST_ROWS = 40;

  @Override
  public String id() {
    return "graph";
  }

  @Override
  public String title() {
    return "Graph";
  }

  @Override
  public void write(Html html) {
    var layers = subject.model().model().layers().size();
    if (layers <= MOST_LAYERS) {
      var picture = GraphPicture.of(subject.model().model(), subject.orientation());
      html.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", "Graph");
      html.picture(picture).close();
      html.open("details").element("summary", "The graph as text").lines(picture.text()).close();
    } else {
      html.paragraph("The network has " + layers + " layers, too many for a drawing on one page.");
    }
    HtmlTable.write(html, "Layers and their parameters", shortened(LayerTable.of(subject.model())));
  }

  private static TextTable shortened(TextTable all) {
    var rows = all.cells();
    if (rows.size() <= MOST_ROWS) {
      return all;
    }
    var table = TextTable.of("layer", "width", "parameters", "<");
    rows.subList(1, MOST_ROWS / 2).forEach(table::row);
    table.row("...", "", "", rows.size() - MOST_ROWS + " layers more");
    rows.subList(rows.size() - MOST_ROWS / 2, rows.size()).forEach(table::row);
    return table;
  }

  @Override
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("model", subject.model().model().toString());
    map.put("parameters", subject.model().parameterCount());
    map.put("precision", LayerTable.precision(subject.model()));
    map.put("dispersion", subject.model().dispersion());
    return map;
  }
}
