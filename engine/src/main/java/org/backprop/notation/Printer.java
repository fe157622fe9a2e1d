package org.backprop.notation;

import java.util.List;
import org.backprop.graph.Node;

/** Graphs as mathematics, as in {@code a1 = x W1 + b1}, with as few parentheses as can be. */
public final class Printer {
  private Printer() {}

  /**
   * The node as one expression; labelled nodes that it reads stand as their labels. Where it would
   * become too long, parts are named {@code t1}, {@code t2}, ... without being listed.
   */
  public static String expression(Node node) {
    return new Typesetting(List.of(node), false).expression(node);
  }

  /**
   * One line for each labelled or shared node that the roots need, and for each root, inputs first:
   * its name, its expression and its type. Those without a label are named {@code t1}, {@code
   * t2}...
   */
  public static String listing(List<Node> roots) {
    return new Typesetting(roots, true).listing();
  }
}
