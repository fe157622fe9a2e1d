package org.backprop.notation;

import java.util.List;
import org.backprop.graph.Node;

/** How a node reads as mathematics, over the nodes that it shows. */
public sealed interface Form {

  /** The nodes that are shown, in the order in which they are read. */
  List<Node> parts();

  /** What is not composed: a source, or a constant that is no single number. */
  record Name(String text) implements Form {
    @Override
    public List<Node> parts() {
      return List.of();
    }
  }

  /** One number, however often it is repeated. */
  record Literal(double number) implements Form {
    @Override
    public List<Node> parts() {
      return List.of();
    }
  }

  /** Reads as its part does, as a broadcast does. */
  record Same(Node part) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(part);
    }
  }

  /** A function of its parts, then of settings, as in {@code sum(x, axis 0)}. */
  record Call(String function, List<Node> parts, List<String> settings) implements Form {
    public Call {
      parts = List.copyOf(parts);
      settings = List.copyOf(settings);
    }
  }

  record Plus(Node left, Node right) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  record Minus(Node left, Node right) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  record Negative(Node part) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(part);
    }
  }

  /** A product element by element. */
  record Times(Node left, Node right) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  record Over(Node dividend, Node divisor) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(dividend, divisor);
    }
  }

  record Square(Node base) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(base);
    }
  }

  record Power(Node base, Node exponent) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(base, exponent);
    }
  }

  /** A matrix product, either operand transposed or not. */
  record MatrixForm(Node left, boolean leftTransposed, Node right, boolean rightTransposed)
      implements Form {
    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  record Transposed(Node part) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(part);
    }
  }

  /** A comparison, or truth values joined by a word. */
  record Relation(Node left, String symbol, Node right) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** 1 where a relation holds and 0 elsewhere, in Iverson's brackets. */
  record Indicator(Node left, String symbol, Node right) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** A value where a relation holds and 0 elsewhere: the value times the relation's indicator. */
  record Masked(Node value, Node left, String symbol, Node right) implements Form {
    @Override
    public List<Node> parts() {
      return List.of(value, left, right);
    }
  }
}
