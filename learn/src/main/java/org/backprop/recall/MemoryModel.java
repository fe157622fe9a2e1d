package org.backprop.recall;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/**
 * FSRS-6 as graph: how the memory of a card decays, and how a review changes it. The formulas are
 * those of the page "The Algorithm" of open-spaced-repetition's fsrs4anki wiki, with the bounds of
 * fsrs-rs ({@code model.rs}): on the same day, only again lowers the stability.
 *
 * <p>Ratings are numbers from 1 to 4, days whole numbers, all {@code FLOAT64[cards]}.
 *
 * @param w the parameters, {@code FLOAT64[21]}
 */
record MemoryModel(Node w) {
  /** The stability is the days until recall has this probability. */
  private static final double RECALL_AT_STABILITY = 0.9;

  /** The states of memory, {@code FLOAT64[cards]} each; the stability of a new card is 0. */
  record State(Node stability, Node difficulty) {
    Node isNew() {
      return stability.equalTo(stability.zeros());
    }

    /** The same with 1 for new cards, whose formulas are computed and not taken. */
    State known() {
      return new State(
          Node.select(isNew(), stability.constant(1), stability),
          Node.select(isNew(), stability.constant(1), difficulty));
    }

    List<Node> nodes() {
      return List.of(stability, difficulty);
    }
  }

  /** The model with its parameters as an input. */
  static MemoryModel ofInput() {
    return new MemoryModel(Node.input("w", DType.FLOAT64, Parameters.COUNT));
  }

  private Node w(int i) {
    return w.slice(0, i, i + 1).reshape(Shape.of()).named("w" + i);
  }

  /** The probability of recall after some days: {@code R = (1 + factor t/S)^-w20}. */
  Node retrievability(Node days, Node stability) {
    var decayed = factor().times(days.dividedBy(stability)).log1p();
    return w(20).times(decayed).negated().exp().named("R");
  }

  /** The days after which recall has a probability: the inverse of {@link #retrievability}. */
  Node interval(Node stability, Node probability) {
    var growth = probability.log().dividedBy(w(20)).negated().expm1();
    return stability.times(growth.dividedBy(factor()));
  }

  /** {@code 0.9^(-1/w20) - 1}, so that R = 0.9 when t = S. */
  private Node factor() {
    return w(20).reciprocal().times(-Math.log(RECALL_AT_STABILITY)).expm1().named("factor");
  }

  /** The states after a review. */
  State after(State before, Node days, Node rating) {
    var known = before.known();
    var s = stability(known.stability(), known.difficulty(), days, rating);
    var d = difficulty(known.difficulty(), rating);
    var stability = Node.select(before.isNew(), firstStability(rating), s);
    var difficulty = Node.select(before.isNew(), firstDifficulty(rating), d);
    return new State(
        clamped(stability, Memory.LEAST_STABILITY, Memory.MOST_STABILITY).named("S"),
        clamped(difficulty, Memory.LEAST_DIFFICULTY, Memory.MOST_DIFFICULTY).named("D"));
  }

  private Node firstStability(Node rating) {
    return select(rating, Map.of(Rating.AGAIN, w(0), Rating.HARD, w(1), Rating.GOOD, w(2)), w(3));
  }

  /** {@code w4 - e^(w5 (G-1)) + 1}, which the bounds of the difficulty may cut. */
  private Node firstDifficulty(Node rating) {
    return w(4).minus(w(5).times(rating.minus(1)).exp()).plus(1);
  }

  /** A step that shrinks towards 10, then a share w7 of the way to an easy card's difficulty. */
  Node difficulty(Node d, Node rating) {
    var step = w(6).negated().times(rating.minus(3));
    var moved = d.plus(step.times(d.negated().plus(10)).dividedBy(9));
    var easy = firstDifficulty(rating.constant(Rating.EASY.number()));
    return w(7).times(easy).plus(w(7).oneMinus().times(moved));
  }

  private Node stability(Node s, Node d, Node days, Node rating) {
    var forgotten = retrievability(days, s).oneMinus();
    var laterDay =
        Node.select(
            is(Rating.AGAIN, rating),
            afterForgetting(s, d, forgotten),
            afterRecall(s, d, forgotten, rating));
    return Node.select(days.lessThan(days.constant(1)), afterSameDay(s, rating), laterDay);
  }

  /** {@code S (1 + e^w8 (11-D) S^-w9 (e^(w10 (1-R)) - 1) [w15 if hard] [w16 if easy])}. */
  Node afterRecall(Node s, Node d, Node forgotten, Node rating) {
    var factor = select(rating, Map.of(Rating.HARD, w(15), Rating.EASY, w(16)), w(15).constant(1));
    var growth =
        w(8).exp()
            .times(d.negated().plus(11))
            .times(s.pow(w(9).negated()))
            .times(w(10).times(forgotten).expm1())
            .times(factor);
    return s.times(growth.plus(1));
  }

  /** {@code min(w11 D^-w12 ((S+1)^w13 - 1) e^(w14 (1-R)), S / e^(w17 w18))}. */
  Node afterForgetting(Node s, Node d, Node forgotten) {
    var relearned =
        w(11)
            .times(d.pow(w(12).negated()))
            .times(s.plus(1).pow(w(13)).minus(1))
            .times(w(14).times(forgotten).exp());
    return relearned.minimum(s.dividedBy(w(17).times(w(18)).exp()));
  }

  /** {@code S e^(w17 (G-3+w18)) S^-w19}, and no less than S unless rated again. */
  Node afterSameDay(Node s, Node rating) {
    var growth = w(17).times(rating.minus(3).plus(w(18))).exp().times(s.pow(w(19).negated()));
    var bounded = Node.select(is(Rating.AGAIN, rating), growth, growth.maximum(growth.constant(1)));
    return s.times(bounded);
  }

  /** The number for each card's rating, or another one for ratings without a number. */
  private static Node select(Node rating, Map<Rating, Node> numbers, Node otherwise) {
    var chosen = otherwise.broadcastTo(rating.shape());
    for (var value : Rating.values()) {
      var number = numbers.get(value);
      if (number != null) {
        chosen = Node.select(is(value, rating), number.broadcastTo(rating.shape()), chosen);
      }
    }
    return chosen;
  }

  private static Node is(Rating value, Node rating) {
    return rating.equalTo(rating.constant(value.number()));
  }

  private static Node clamped(Node x, double least, double most) {
    return x.maximum(x.constant(least)).minimum(x.constant(most));
  }
}
