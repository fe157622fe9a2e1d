package org.backprop.app;

import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihood;
import org.backprop.notation.Printer;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;

/** What a likelihood derives, by name. */
final class OutputUnit {
  private static final String ETA = "eta";

  private OutputUnit() {}

  /** The output unit as it is derived, as in {@code softmax}; {@code linear} for eta itself. */
  static String of(Likelihood likelihood) {
    var eta = Node.input(ETA, DType.FLOAT64, 2, 2);
    var unit = Printer.expression(Simplify.of(likelihood.mean(eta)));
    return unit.equals(ETA) ? "linear" : unit.replace("(" + ETA + ")", "");
  }

  /** As in {@code Categorical likelihood -> softmax output and cross-entropy}. */
  static String derivation(Likelihood likelihood) {
    return "%s likelihood -> %s output and %s"
        .formatted(name(likelihood), of(likelihood), likelihood.lossName());
  }

  /** The likelihood's name as in a sentence: Categorical. */
  static String name(Likelihood likelihood) {
    var name = likelihood.name();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
