package org.backprop.app.study;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The cards on backpropagation, in the order in which they build on each other. */
final class Deck {
  static final List<Card> CARDS =
      List.of(
          new Card(
              "maximum-likelihood",
              "How does maximum likelihood give the loss?",
              List.of(
                  "A model f(x) stands for a distribution p(y | x). Linear regression: f(x) = w^T x, the"
                      + " mean of a normal distribution. Logistic regression: f(x) = 1 / (1 + e^(-w^T x)),"
                      + " the probability of a yes.",
                  "If the distribution is known, the best weights are those that make the examples most"
                      + " probable: w_ML = arg max over w of sum over i = 1..m of log p_model(y_i | x_i),"
                      + " the log-likelihood.",
                  "Its negative, - sum log p_model(y_i | x_i), is the cross-entropy: how far what the"
                      + " model puts out diverges from the examples. Maximising the one is minimising"
                      + " the other; in machine learning it is called the loss or cost function, L.",
                  "It is often averaged: L(y_hat, y) = -1/m sum log p_model(y_i | x_i). Squared error is"
                      + " 1/m sum ||y - y_hat||^2. Log loss is -1/m sum y log y_hat; mind the minus.",
                  "From the loss comes the gradient with respect to the prediction. What training needs"
                      + " is the gradient with respect to the parameters, the weights and biases."),
              Examples::likelihood),
          new Card(
              "squared-error-or-log-loss",
              "When squared error, when log loss?",
              List.of(
                  "Squared error, 1/2 ||y - y_hat||^2: regression, with linear outputs, for continuous"
                      + " variables.",
                  "Log loss, -y^T log y_hat: classification, where the outputs are a probability"
                      + " distribution over the classes: softmax."),
              Examples::losses),
          new Card(
              "computational-graph",
              "Draw the computational graph of a network with one hidden layer.",
              List.of(
                  "The input is multiplied by W1 and b1 is added, which gives a; f1 makes h of it; the"
                      + " same again with W2, b2 gives a2; f2 makes the prediction y_hat of it. The loss"
                      + " function compares y_hat with y and gives L."),
              Examples::graph),
          new Card(
              "backpropagation",
              "How does backpropagation find the gradients?",
              List.of(
                  "Loss, y and y_hat are known. The chain rule carries the gradient back through the"
                      + " graph to the weights and biases.",
                  "Loss: dL/dy_hat, the gradient of L(y_hat, y) by y_hat. Delta rule: dL/da2 ="
                      + " y_hat - y. Hidden: dL/dh = dL/da2 da2/dh. Then dL/da1 = dL/dh dh/da1.",
                  "Bias: dL/db1 = dL/da1 da1/db1 = dL/da1, because da1/db1 is 1. Weights: dL/dW1 ="
                      + " dL/da1 da1/dW1 = dL/da1 x^T. For the second layer the same, with h in place"
                      + " of x."),
              Examples::backpropagation),
          new Card(
              "delta-rule",
              "What is the delta rule?",
              List.of(
                  "It says how the weights of a network should change to make the error between"
                      + " predicted and target output smaller during training.",
                  "Before the output activation the derivative of the loss is just y_hat - y: for linear"
                      + " outputs with squared error and for softmax outputs with log loss alike."),
              Examples::deltaRule));

  private Deck() {}

  /** The cards, those known least first; one without a rating counts as not known. */
  static List<Card> ordered(Map<String, Integer> ratings) {
    return CARDS.stream()
        .sorted(Comparator.comparingInt(card -> ratings.getOrDefault(card.id(), 0)))
        .toList();
  }
}
