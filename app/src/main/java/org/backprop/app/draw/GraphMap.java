package org.backprop.app.draw;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.backprop.app.draw.Layout.Place;
import org.backprop.app.draw.Layout.Route;
import org.backprop.chain.Orientation;
import org.backprop.model.Model;

/** The textbook's picture of a model with the place of everything, as maps, lists and numbers. */
public final class GraphMap {
  private GraphMap() {}

  /**
   * Boxes and edges in pixels, each with the step or parameter that it shows.
   *
   * @param folded layers, from 1, that are one box each
   */
  public static Map<String, Object> of(Model model, Orientation orientation, Set<Integer> folded) {
    var layers = new FoldedPicture(TextbookPicture.of(model, false, orientation));
    var picture = layers.folded(folded);
    var layout = Layout.of(picture);
    var map = new LinkedHashMap<String, Object>();
    map.put("title", picture.title());
    map.put("text", new TextDrawing().of(picture).strip());
    map.put("layers", layers.count());
    map.put("width", layout.width());
    map.put("height", layout.height());
    map.put(
        "boxes",
        IntStream.range(0, picture.boxes().size())
            .mapToObj(i -> box(picture.boxes().get(i), layout.boxes().get(i), layers))
            .toList());
    map.put(
        "edges",
        IntStream.range(0, picture.edges().size())
            .mapToObj(i -> edge(picture.edges().get(i), layout.routes().get(i)))
            .toList());
    return map;
  }

  private static Map<String, Object> box(Box box, Place place, FoldedPicture layers) {
    var map = new LinkedHashMap<String, Object>();
    map.put("id", box.id());
    map.put("shows", box.shows());
    map.put("layer", layers.layer(box.id()));
    map.put("kind", box.kind().name().toLowerCase(Locale.ROOT));
    map.put("label", pieces(box.label()));
    map.put("note", box.note().lines().map(GraphMap::pieces).toList());
    map.put("place", List.of(place.x(), place.y(), place.width(), place.height()));
    return map;
  }

  private static Map<String, Object> edge(Edge edge, Route route) {
    var map = new LinkedHashMap<String, Object>();
    map.put("from", edge.from());
    map.put("to", edge.to());
    map.put("shows", edge.label());
    map.put("label", route.lines().stream().map(GraphMap::pieces).toList());
    map.put("place", List.of(route.label().center(), route.label().middle()));
    map.put("points", route.points().stream().map(it -> List.of(it.x(), it.y())).toList());
    return map;
  }

  /** Text with the style of each piece, as in {@code [["W", "italic"], ["1", "below"]]}. */
  private static List<List<String>> pieces(String text) {
    return MathText.pieces(text).stream()
        .map(it -> List.of(it.text(), it.style().name().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
