package org.backprop.chain;

import org.backprop.graph.Node;
import org.backprop.likelihood.Bernoulli;
import org.backprop.likelihood.Categorical;
import org.backprop.likelihood.Gamma;
import org.backprop.likelihood.Laplace;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Normal;
import org.backprop.likelihood.Poisson;

/** The loss as textbooks write it, a function of the prediction, up to terms without y_hat. */
final class TextbookLoss {
  private TextbookLoss() {}

  /** The loss of each row, {@code [rows]}. */
  static Node of(Likelihood likelihood, Node mean, Node y) {
    var terms =
        switch (likelihood) {
          case Normal _ -> mean.minus(y).squared().times(0.5);
          case Bernoulli _ ->
              y.times(mean.log()).plus(y.oneMinus().times(mean.oneMinus().log())).negated();
          case Categorical _ -> y.times(mean.log()).negated();
          case Poisson _ -> mean.minus(y.times(mean.log()));
          case Laplace _ -> mean.minus(y).abs();
          case Gamma _ -> mean.log().plus(y.dividedBy(mean));
        };
    return terms.sum(-1);
  }

  static String name(Likelihood likelihood) {
    return likelihood instanceof Normal ? "half squared error" : likelihood.lossName();
  }
}
