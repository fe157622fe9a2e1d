package org.backprop.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.backprop.sample.OperandLayout;
import org.backprop.sample.Operands;
import org.backprop.tensor.Shape;

/** The product with every transposition, with batches at every place, and its relatives. */
final class ProductSamples {
  private static final String LETTERS = "bikjl";

  /** Of each letter in turn. */
  private static final List<Shape> SIZES =
      List.of(
          Shape.of(2, 3, 4, 5, 2),
          Shape.of(2, 7, 13, 1, 1),
          Shape.of(1, 2, 0, 3, 2),
          Shape.of(2, 0, 3, 2, 1));

  private ProductSamples() {}

  static Stream<Node> of(Operands operands) {
    var layouts = OperandLayout.values();
    var nodes = new ArrayList<Node>();
    for (var letters : letters()) {
      for (var sizes : SIZES) {
        var a = layouts[nodes.size() % layouts.length];
        var b = layouts[nodes.size() / layouts.length % layouts.length];
        nodes.add(
            Node.of(
                new Contract(letters.get(0), letters.get(1), letters.get(2)),
                a.operand(shape(letters.get(0), sizes), operands::real),
                b.operand(shape(letters.get(1), sizes), operands::real)));
      }
    }
    return nodes.stream();
  }

  private static List<List<String>> letters() {
    var all = new ArrayList<List<String>>();
    for (var left : List.of("ik", "ki")) {
      for (var right : List.of("kj", "jk")) {
        all.add(List.of(left, right, "ij"));
        all.add(List.of(left, right, "ji"));
      }
    }
    var outs = orders("bij");
    for (var left : orders("bik")) {
      for (var right : orders("bkj")) {
        all.add(List.of(left, right, outs.get(all.size() % outs.size())));
      }
    }
    all.add(List.of("bik", "kj", "bij"));
    all.add(List.of("ik", "bkj", "bij"));
    all.add(List.of("ilk", "klj", "ji"));
    all.add(List.of("k", "kj", "j"));
    all.add(List.of("ik", "k", "i"));
    all.add(List.of("i", "j", "ji"));
    all.add(List.of("bi", "bi", "b"));
    all.add(List.of("bi", "bi", "ib"));
    all.add(List.of("k", "k", ""));
    all.add(List.of("", "j", "j"));
    all.add(List.of("", "", ""));
    return all;
  }

  private static List<String> orders(String letters) {
    return Samples.orders(letters.chars().mapToObj(Character::toString).toList()).stream()
        .map(order -> String.join("", order))
        .toList();
  }

  private static Shape shape(String letters, Shape sizes) {
    return Shape.of(letters.chars().map(letter -> sizes.dim(LETTERS.indexOf(letter))).toArray());
  }
}
