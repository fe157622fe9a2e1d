package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A picture whose layers can each be one box. A layer begins with the product with a weight matrix
 * and ends before the next one, or before the loss.
 */
final class FoldedPicture {
  private final Picture picture;
  private final Map<String, Integer> layers = new LinkedHashMap<>();

  FoldedPicture(Picture picture) {
    this.picture = picture;
    var layer = 0;
    for (var box : picture.boxes()) {
      var isProduct = box.kind() == Box.Kind.PARAMETER && box.label().startsWith("*");
      layer += isProduct ? 1 : 0;
      if (layer > 0 && (isProduct || box.kind() != Box.Kind.VALUE) && box.kind() != Box.Kind.LOSS) {
        layers.put(box.id(), layer);
      }
    }
  }

  /** The number of layers. */
  int count() {
    return layers.values().stream().mapToInt(it -> it).max().orElse(0);
  }

  /** The layer of a box, from 1; 0 if it is in none. */
  int layer(String id) {
    return layers.getOrDefault(id, 0);
  }

  /** The picture in which each of these layers is one box. */
  Picture folded(Set<Integer> some) {
    var boxes = new LinkedHashMap<String, Box>();
    for (var box : picture.boxes()) {
      var layer = layer(box.id());
      if (some.contains(layer)) {
        boxes.computeIfAbsent(id(layer), _ -> box(layer));
      } else {
        boxes.put(box.id(), box);
      }
    }
    var edges = new LinkedHashSet<Edge>();
    for (var edge : picture.edges()) {
      var from = place(edge.from(), some);
      var to = place(edge.to(), some);
      if (!from.equals(to)) {
        edges.add(new Edge(from, to, edge.label(), edge.flow()));
      }
    }
    return new Picture(
        picture.title(),
        picture.notation(),
        new ArrayList<>(boxes.values()),
        new ArrayList<>(edges),
        picture.path().stream().map(it -> place(it, some)).distinct().toList(),
        picture.gradients());
  }

  private String place(String id, Set<Integer> some) {
    var layer = layer(id);
    return some.contains(layer) ? id(layer) : id;
  }

  static String id(int layer) {
    return "layer_" + layer;
  }

  /** With the notes of its first box, the size of its weights, and of its functions. */
  private Box box(int layer) {
    var inside = inside(layer);
    var functions =
        inside.stream()
            .filter(box -> box.kind() == Box.Kind.FUNCTION)
            .map(Box::note)
            .collect(Collectors.joining(", "));
    var size = inside.getFirst().note();
    return new Box(
        id(layer),
        "layer " + layer,
        inside.getLast().shows(),
        functions.isEmpty() ? size : size + "\n" + functions.replace("\n", " "),
        Box.Kind.PARAMETER);
  }

  private List<Box> inside(int layer) {
    return picture.boxes().stream().filter(box -> layer(box.id()) == layer).toList();
  }
}
