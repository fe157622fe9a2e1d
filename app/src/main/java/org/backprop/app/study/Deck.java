package org.backprop.app.study;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.backprop.chain.Orientation;

/** The cards on backpropagation, in the order in which they build on each other. */
final class Deck {
  private static final List<String> LIKELIHOOD =
      List.of(
          "A model f(x) stands for a distribution p(y | x). With x and w as columns, linear"
              + " regression is f(x) = w^T x, the mean of a normal distribution, and logistic"
              + " regression is f(x) = 1 / (1 + e^(-w^T x)), the probability of a yes.",
          "If the distribution is known, the best weights are those that make the examples most"
              + " probable: w_ML = arg max L(w) = arg max over w of sum over i = 1..m of"
              + " log p_model(y_i | x_i), the log-likelihood.",
          "Its negative, - sum log p_model(y_i | x_i), is the cross-entropy: how far what the"
              + " model puts out diverges from the examples. Maximising the one is minimising"
              + " the other; in machine learning it is called the loss or cost function, L.",
          "It is often averaged: L(y_hat, y) = -1/m sum log p_model(y_i | x_i). MSE, the mean"
              + " squared error over samples, is 1/m sum ||y - y_hat||^2. Log loss is"
              + " -1/m sum y log y_hat; mind the minus.",
          "From the loss comes the gradient with respect to the prediction. What training needs"
              + " is the gradient with respect to the parameters, the weights and biases.");

  private static final List<String> LOSSES =
      List.of(
          "Half squared error of one sample, 1/2 ||y - y_hat||^2: regression, with linear outputs,"
              + " for continuous variables. The factor 1/2 makes its derivative y_hat - y; that of"
              + " the MSE, the mean over m samples without the factor, is 2/m (y_hat - y).",
          "Log loss, -y^T log y_hat with y and y_hat as columns: classification, where the outputs"
              + " are a probability distribution over the classes: softmax.");

  private static final List<String> GRAPH =
      List.of(
          "x -> *W1 -> +b1 -(a)-> f1 -(h)-> *W2 -> +b2 -(a2)-> f2 -(y_hat)-> loss function, with"
              + " y -> loss function -> L.",
          "The input is multiplied by W1 and b1 is added, which gives a; f1 makes h of it; the"
              + " same again with W2, b2 gives a2; f2 makes the prediction y_hat of it. The loss"
              + " function compares y_hat with y and gives L. With several layers, a is called a1.");

  private static final List<String> DELTA_RULE =
      List.of(
          "It says how the weights of a network should change to make the error between"
              + " predicted and target output smaller during training.",
          "Before the output activation the derivative of the loss is just y_hat - y: for linear"
              + " outputs with half squared error and for softmax outputs with log loss alike.");

  static final List<Card> CARDS =
      List.of(
          new Card(
              "maximum-likelihood",
              "How does maximum likelihood give the loss?",
              _ -> LIKELIHOOD,
              Examples::likelihood),
          new Card(
              "squared-error-or-log-loss",
              "When squared error, when log loss?",
              _ -> LOSSES,
              Examples::losses),
          new Card(
              "computational-graph",
              "Draw the computational graph of a network with one hidden layer.",
              _ -> GRAPH,
              Examples::graph),
          new Card(
              "backpropagation",
              "How does backpropagation find the gradients?",
              Deck::backpropagation,
              Examples::backpropagation),
          new Card("delta-rule", "What is the delta rule?", _ -> DELTA_RULE, Examples::deltaRule));

  private Deck() {}

  private static List<String> backpropagation(Orientation orientation) {
    return List.of(
        "Loss, y and y_hat are known. The chain rule carries the gradient back through the"
            + " graph to the weights and biases.",
        "Loss: dL/dy_hat, the gradient of L(y_hat, y) by y_hat. Delta rule: dL/da2 ="
            + " y_hat - y. Hidden: dL/dh = dL/da2 da2/dh. Then dL/da1 = dL/dh dh/da1.",
        "Bias: dL/db1 = dL/da1 da1/db1 = dL/da1, because da1/db1 is 1.",
        "Weights: dL/dW1 = dL/da1 da1/dW1. With samples as %s this is %s, where delta1 is dL/da1."
                .formatted(orientation.word(), Examples.weightGradient(orientation))
            + " For the second layer the same, with h in place of x.");
  }

  /** The cards, those known least first; one without a rating counts as not known. */
  static List<Card> ordered(Map<String, Integer> ratings) {
    return CARDS.stream()
        .sorted(Comparator.comparingInt(card -> ratings.getOrDefault(card.id(), 0)))
        .toList();
  }
}
