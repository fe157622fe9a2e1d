package org.backprop.simplify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.backprop.graph.Add;
import org.backprop.graph.Mul;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Sub;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/** A sum of floats as its terms, each a number times a node, in the order in which they stand. */
record Terms(List<Term> terms) {
  /** Sums are looked at piecewise, so that long ones cost no more than their length. */
  private static final int MOST = 8;

  record Term(double coefficient, Node base) {
    Term plus(double more) {
      return new Term(coefficient + more, base);
    }

    boolean isLike(Term other) {
      return base == other.base
          && (coefficient == other.coefficient || (isWhole() && other.isWhole()));
    }

    private boolean isWhole() {
      return coefficient == Math.rint(coefficient) && Math.abs(coefficient) < 1e6;
    }

    boolean isSquare() {
      return base.op() instanceof Mul && base.input(0) == base.input(1);
    }

    /** The term without its sign. */
    Node size() {
      var size = Math.abs(coefficient);
      return size == 1 ? base : base.constant(size).times(base);
    }
  }

  /** The terms of a node, itself a sum or difference, as far as no label stands between. */
  static Terms of(Node sum) {
    var terms = new ArrayList<Term>();
    var open = new ArrayDeque<Term>();
    expand(new Term(1, sum), open);
    while (!open.isEmpty()) {
      var term = open.pop();
      var room = terms.size() + open.size() < MOST;
      if (!room || term.base().label().isPresent() || !expand(term, open)) {
        terms.add(term);
      }
    }
    return new Terms(terms);
  }

  /** Puts the parts of a term on the stack, the first on top; false if it has no parts. */
  private static boolean expand(Term term, ArrayDeque<Term> open) {
    var base = term.base();
    switch (base.op()) {
      case Add add -> {
        open.push(new Term(term.coefficient(), base.input(1)));
        open.push(new Term(term.coefficient(), base.input(0)));
      }
      case Sub sub -> {
        open.push(new Term(-term.coefficient(), base.input(1)));
        open.push(new Term(term.coefficient(), base.input(0)));
      }
      case Neg neg -> open.push(new Term(-term.coefficient(), base.input(0)));
      case Mul mul when ProductRules.isMultiple(base) ->
          open.push(new Term(term.coefficient() * Uniform.value(base.input(0)), base.input(1)));
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code c x + c x = 2 c x} and, in whole numbers, {@code m x + n x = (m + n) x}; null if no
   * terms are alike. Terms of x with other numbers, or that partly cancel, stay as they are: such
   * sums may have been arranged for precision.
   */
  @Nullable Terms mergeEqual() {
    for (var i = 0; i < terms.size(); i++) {
      for (var j = i + 1; j < terms.size(); j++) {
        if (terms.get(i).isLike(terms.get(j)) && hasOneSign(terms.get(i).base())) {
          var rest = new ArrayList<>(terms);
          var second = rest.remove(j);
          rest.set(i, terms.get(i).plus(second.coefficient()));
          return new Terms(rest);
        }
      }
    }
    return null;
  }

  private boolean hasOneSign(Node base) {
    return terms.stream()
            .filter(term -> term.base() == base)
            .map(term -> Math.signum(term.coefficient()))
            .distinct()
            .count()
        == 1;
  }

  /**
   * {@code c x^2 - 2 c x y + c y^2 = c (x - y)^2}, which cannot cancel; null if there are no such
   * terms.
   */
  @Nullable Terms completeSquare() {
    for (var i = 0; i < terms.size(); i++) {
      for (var j = i + 1; j < terms.size(); j++) {
        var completed = completeSquare(i, j);
        if (completed != null) {
          return completed;
        }
      }
    }
    return null;
  }

  private @Nullable Terms completeSquare(int i, int j) {
    var first = terms.get(i);
    var second = terms.get(j);
    if (!first.isSquare()
        || !second.isSquare()
        || first.coefficient() != second.coefficient()
        || first.base() == second.base()) {
      return null;
    }
    var x = first.base().input(0);
    var y = second.base().input(0);
    for (var cross : terms) {
      if (isProduct(cross.base(), x, y)
          && Math.abs(cross.coefficient()) == 2 * Math.abs(first.coefficient())) {
        var sameSign = cross.coefficient() > 0 == first.coefficient() > 0;
        var root = sameSign ? x.plus(y) : x.minus(y);
        var rest = new ArrayList<>(terms);
        rest.removeAll(List.of(second, cross));
        rest.set(rest.indexOf(first), new Term(first.coefficient(), root.squared()));
        return new Terms(rest);
      }
    }
    return null;
  }

  private static boolean isProduct(Node node, Node x, Node y) {
    return Match.is(Mul.class, node)
        && (node.inputs().equals(List.of(x, y)) || node.inputs().equals(List.of(y, x)));
  }

  /** The sum again. */
  Node node() {
    var sum =
        terms.getFirst().coefficient() < 0
            ? terms.getFirst().size().negated()
            : terms.getFirst().size();
    for (var term : terms.subList(1, terms.size())) {
      sum = term.coefficient() < 0 ? sum.minus(term.size()) : sum.plus(term.size());
    }
    return sum;
  }
}
