package org.backprop.recall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.likelihood.Bernoulli;
import org.backprop.recall.MemoryModel.State;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The negative log-likelihood of the recalls in a batch of cards, and its gradient by the 21
 * parameters. Recall is Bernoulli with the retrievability as its mean; a card's first review, and
 * reviews on the day of the previous one, are no observations.
 *
 * <p>The graph is that of one review. It runs forward over the reviews of all cards side by side;
 * then its vector-Jacobian product runs backward over them: backpropagation through time.
 */
final class RecallLoss {
  /** The least probability in the loss, as in fsrs-rs; 1 minus it is the greatest. */
  private static final double LEAST_PROBABILITY = 1e-7;

  /**
   * A loss and its derivatives.
   *
   * @param loss summed over the observations
   * @param byParameters {@code FLOAT64[21]}
   */
  record Slope(double loss, Tensor byParameters) {}

  private final int cards;
  private final MemoryModel model = MemoryModel.ofInput();
  private final Node stability;
  private final Node difficulty;
  private final Node days;
  private final Node rating;
  private final Node weight;
  private final Node byStability;
  private final Node byDifficulty;
  private final Evaluator forward;
  private final Evaluator backward;

  /** The loss of at most this number of cards at a time. */
  RecallLoss(int cards) {
    this.cards = cards;
    stability = perCard(cards, "S");
    difficulty = perCard(cards, "D");
    days = perCard(cards, "t");
    rating = perCard(cards, "G");
    weight = perCard(cards, "weight");
    byStability = perCard(cards, "dL/dS");
    byDifficulty = perCard(cards, "dL/dD");
    var before = new State(stability, difficulty);
    var after = model.after(before, days, rating);
    var outputs = List.of(after.stability(), after.difficulty(), loss(before));
    var wrt = List.of(stability, difficulty, model.w());
    var cotangents = List.of(byStability, byDifficulty, Node.scalar(DType.FLOAT64, 1));
    forward = Engine.evaluator(outputs);
    backward = Engine.evaluator(Gradients.vjp(outputs, wrt, cotangents));
  }

  private static Node perCard(int cards, String name) {
    return Node.input(name, DType.FLOAT64, cards);
  }

  /** The sum over the cards of the loss of one review. */
  private Node loss(State before) {
    var recall =
        model
            .retrievability(days, before.known().stability())
            .maximum(days.constant(LEAST_PROBABILITY))
            .minimum(days.constant(1 - LEAST_PROBABILITY));
    var again = rating.constant(Rating.AGAIN.number());
    var recalled = Node.select(again.lessThan(rating), rating.constant(1), rating.zeros());
    return new Bernoulli()
        .lossOfMean(recall.reshape(cards, 1), recalled.reshape(cards, 1))
        .times(weight)
        .sum();
  }

  /** The loss of some cards, summed over the observations. */
  double of(Parameters parameters, List<List<Review>> reviews) {
    return run(parameters, new ReviewBatch(reviews, cards)).loss();
  }

  /** The loss of some cards and its derivatives. */
  Slope slope(Parameters parameters, List<List<Review>> reviews) {
    var run = run(parameters, new ReviewBatch(reviews, cards));
    var pullback = backward.with(Map.of(model.w(), parameters.tensor()));
    var zeros = Tensor.zeros(DType.FLOAT64, Shape.of(cards));
    var cotangents = List.of(zeros, zeros);
    var total = new double[Parameters.COUNT];
    for (var given : run.given().reversed()) {
      given.put(byStability, cotangents.get(0));
      given.put(byDifficulty, cotangents.get(1));
      cotangents = pullback.evaluate(given);
      for (int i = 0; i < total.length; i++) {
        total[i] += cotangents.get(2).at(i);
      }
    }
    return new Slope(run.loss(), Tensor.of(Shape.of(total.length), total));
  }

  /** What each step was given, and the loss. */
  private record Run(List<Map<Node, Tensor>> given, double loss) {}

  private Run run(Parameters parameters, ReviewBatch batch) {
    var step = forward.with(Map.of(model.w(), parameters.tensor()));
    var steps = new ArrayList<Map<Node, Tensor>>();
    var zeros = Tensor.zeros(DType.FLOAT64, Shape.of(cards));
    var state = List.of(zeros, zeros);
    double loss = 0;
    for (int t = 0; t < batch.steps(); t++) {
      var given = given(batch.step(t));
      given.put(stability, state.get(0));
      given.put(difficulty, state.get(1));
      state = step.evaluate(given);
      loss += state.get(2).item();
      steps.add(given);
    }
    return new Run(steps, loss);
  }

  private Map<Node, Tensor> given(ReviewBatch.Step step) {
    return new HashMap<>(Map.of(days, step.days(), rating, step.rating(), weight, step.weight()));
  }
}
