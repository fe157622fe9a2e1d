package org.backprop.app.draw;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.gamma;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.backprop.app.draw.Layout.Place;
import org.backprop.app.draw.Layout.Point;
import org.backprop.chain.Orientation;
import org.backprop.layer.Activations;
import org.backprop.layer.Layer;
import org.backprop.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Where everything of a picture with a main path stands. */
class PathLayoutTest {
  private static final Model PENGUINS =
      Model.of(features(4), dense(16), relu(), dense(3), categorical());
  private static final Model NESTED =
      Model.of(
          features(4),
          dense(8),
          tanh(),
          residual(dense(8), relu(), residual(dense(8), tanh())),
          dense(1),
          gamma());
  private static final Model DEEP =
      Model.network(4, Collections.nCopies(20, 16), Activations.RELU, 3, categorical());

  /** Residuals that are longer than a row. */
  private static Model residuals() {
    var block = residual(dense(8), relu(), dropout(0.1), dense(8), tanh(), dense(8), relu());
    var layers = new ArrayList<Layer>(List.of(dense(8), relu()));
    layers.addAll(Collections.nCopies(5, block));
    layers.add(dense(1));
    return new Model(features(4), layers, normal());
  }

  static Stream<Picture> pictures() {
    return Stream.of(PENGUINS, Model.of(features(2), dense(1), normal()), NESTED, DEEP, residuals())
        .flatMap(model ->
            Stream.of(
                TextbookPicture.of(model, false, Orientation.ROWS),
                TextbookPicture.of(model, true, Orientation.ROWS)));
  }

  private static Place place(Picture picture, Layout layout, String id) {
    return layout.boxes().get(picture.boxes().indexOf(picture.box(id)));
  }

  /** The centre lines of the boxes of the main path, as the SVG has them. */
  private static Set<Double> centerLines(Picture picture) throws Exception {
    var svg = new SvgDrawing().of(picture);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    var groups = document.getElementsByTagName("g");
    var lines = new TreeSet<Double>();
    for (var i = 0; i < groups.getLength(); i++) {
      if (picture.path().contains(picture.boxes().get(i).id())) {
        var box = (Element) ((Element) groups.item(i)).getElementsByTagName("rect").item(0);
        var y = Double.parseDouble(box.getAttribute("y"));
        lines.add(Math.rint(y + Double.parseDouble(box.getAttribute("height")) / 2));
      }
    }
    return lines;
  }

  @Test
  void all_boxes_of_a_short_path_share_one_center_line() throws Exception {
    assertEquals(1, centerLines(TextbookPicture.of(PENGUINS, false, Orientation.ROWS)).size());
    assertEquals(1, centerLines(TextbookPicture.of(PENGUINS, true, Orientation.ROWS)).size());
    var residual = Model.of(features(8), residual(dense(8), relu()), dense(1), normal());
    assertEquals(1, centerLines(TextbookPicture.of(residual, false, Orientation.ROWS)).size());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void an_arrow_on_the_path_is_straight_or_goes_on_at_the_next_row(Picture picture) {
    var layout = Layout.of(picture);
    var rows = 1;
    for (var i = 0; i < picture.edges().size(); i++) {
      var edge = picture.edges().get(i);
      if (!picture.onPath(edge)) {
        continue;
      }
      var from = place(picture, layout, edge.from());
      var to = place(picture, layout, edge.to());
      var points = layout.routes().get(i).points();
      assertEquals(new Point(from.right(), from.middle()), points.getFirst());
      assertEquals(new Point(to.x(), to.middle()), points.getLast());
      if (from.middle() == to.middle()) {
        assertEquals(2, points.size());
        assertTrue(from.right() < to.x());
      } else {
        rows++;
        assertTrue(from.bottom() < to.y() && to.x() < from.x(), from + " " + to);
      }
    }
    var lines = picture.path().stream().map(id -> place(picture, layout, id).middle()).distinct();
    assertEquals(rows, lines.count());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void no_row_is_wider_than_a_page(Picture picture) {
    var layout = Layout.of(picture);
    assertTrue(layout.width() <= 1100, "width " + layout.width());
  }

  @Test
  void a_deep_model_takes_as_many_rows_as_it_needs() throws Exception {
    var rows = centerLines(TextbookPicture.of(DEEP, false, Orientation.ROWS)).size();
    assertTrue(rows >= 4 && rows <= 8, rows + " rows");
  }

  @Test
  void rows_start_with_a_layer_and_keep_a_residual_whole_if_it_fits() {
    var block = residual(dense(8), relu());
    var model = Model.of(features(4), dense(8), tanh(), dense(8), block, block, dense(1), normal());
    var path = new MainPath(TextbookPicture.of(model, false, Orientation.ROWS));
    var starts = RowBreaks.starts(path, new PathSpacing(path), 150);
    assertTrue(starts.size() > 1, starts.toString());
    for (var start : starts.subList(1, starts.size())) {
      assertEquals(Box.Kind.PARAMETER, path.box(start).kind(), starts.toString());
      assertTrue(path.arcs().stream().noneMatch(arc -> arc.spans(start)), starts.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void boxes_and_labels_do_not_overlap(Picture picture) {
    var layout = Layout.of(picture);
    var places =
        Stream.concat(
                layout.boxes().stream(),
                layout.routes().stream().map(Layout.Route::label).filter(it -> it.width() > 0))
            .toList();
    for (var i = 0; i < places.size(); i++) {
      for (var j = 0; j < i; j++) {
        assertFalse(places.get(i).overlaps(places.get(j)), places.get(i) + " " + places.get(j));
      }
      assertTrue(places.get(i).x() >= 0 && places.get(i).y() >= 0, places.get(i).toString());
      assertTrue(places.get(i).right() <= layout.width());
      assertTrue(places.get(i).bottom() <= layout.height());
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void no_arrow_passes_through_a_box_or_a_label(Picture picture) {
    var layout = Layout.of(picture);
    var labels = layout.routes().stream().map(Layout.Route::label).filter(it -> it.width() > 0);
    var obstacles = Stream.concat(layout.boxes().stream(), labels).toList();
    for (var i = 0; i < layout.routes().size(); i++) {
      var points = layout.routes().get(i).points();
      for (var j = 1; j < points.size(); j++) {
        var segment = segment(points.get(j - 1), points.get(j));
        for (var obstacle : obstacles) {
          assertFalse(segment.overlaps(obstacle), picture.edges().get(i) + " " + obstacle);
        }
      }
    }
  }

  private static Place segment(Point a, Point b) {
    return new Place(
        Math.min(a.x(), b.x()),
        Math.min(a.y(), b.y()),
        Math.abs(a.x() - b.x()),
        Math.abs(a.y() - b.y()));
  }

  @Test
  void residuals_and_the_target_are_above_the_path_and_gradients_below() {
    var picture = TextbookPicture.of(NESTED, true, Orientation.ROWS);
    var layout = Layout.of(picture);
    var path = new MainPath(picture);
    for (var i = 0; i < picture.edges().size(); i++) {
      var edge = picture.edges().get(i);
      var route = layout.routes().get(i).points();
      var to = picture.box(edge.to());
      var end = place(picture, layout, to.id());
      if (path.arc(edge).isPresent() || edge.from().equals("y")) {
        assertEquals(end.y(), route.getLast().y(), 1e-9, edge.toString());
        assertTrue(route.get(route.size() - 2).y() < end.y(), edge.toString());
      } else if (edge.dashed() && path.position(edge.to()) >= 0) {
        assertEquals(end.bottom(), route.getLast().y(), 1e-9, edge.toString());
        assertTrue(route.get(route.size() - 2).y() > end.bottom(), edge.toString());
      }
    }
  }
}
