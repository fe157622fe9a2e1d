package org.backprop.app.study.exercise;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.backprop.chain.Chain;
import org.backprop.chain.Step;
import org.backprop.chain.StepKind;

/** The names of a chain's values, as people write them. */
final class ValueNames {
  private static final Pattern INPUT = Pattern.compile("x|y|rate|W\\d+|b\\d+");
  private static final Pattern PRE_ACTIVATION = Pattern.compile("z(?=\\d|$)");
  private static final Pattern SHORT_GRADIENT = Pattern.compile("d(?=[Wbhax]\\d*$|y_hat$)");
  private static final Set<String> LOSSES = Set.of("L", "loss", "Loss", "l", "cost", "J");

  private ValueNames() {}

  /** Whether it is given to the network, not computed by it. */
  static boolean isInput(String name) {
    return INPUT.matcher(plain(name)).matches();
  }

  /** With the signs of this program: {@code dL/dW1} for {@code ∂L/∂W₁}. */
  static String plain(String name) {
    var plain =
        name.replaceAll("[\\s_^()]", "")
            .replace("\u2202", "d")
            .replace("\u03b4", "delta")
            .replace("\u0177", "yhat")
            .replace("yhat", "y_hat")
            .replace("learningrate", "rate");
    for (var digit = 0; digit < 10; digit++) {
      plain = plain.replace((char) ('\u2080' + digit), (char) ('0' + digit));
    }
    plain = PRE_ACTIVATION.matcher(plain).replaceAll("a");
    plain = plain.replace("new", "_new");
    return SHORT_GRADIENT.matcher(plain).lookingAt()
        ? SHORT_GRADIENT.matcher(plain).replaceFirst("dL/d")
        : plain;
  }

  /** The step that a person means. */
  static Optional<Step> step(Chain chain, String name) {
    var plain = plain(name);
    if (LOSSES.contains(plain)) {
      return chain.steps(StepKind.TEXTBOOK_LOSS).stream().findFirst();
    }
    return chain
        .find(name.strip())
        .or(() -> chain.find(plain))
        .or(() -> chain.find(plain.replaceAll("h1$", "h")));
  }
}
