package org.backprop.chain;

import java.util.regex.Pattern;

/** What gradients are called. */
final class Naming {
  private static final Pattern PRE_ACTIVATION = Pattern.compile("a\\d+");

  private Naming() {}

  /** delta for the gradient by a pre-activation, else dL/d and the name. */
  static String gradient(String name) {
    return PRE_ACTIVATION.matcher(name).matches() ? "delta" + name.substring(1) : "dL/d" + name;
  }

  /** As in {@code dh/da1}. */
  static String derivative(String value, String by) {
    return "d" + value + "/d" + by;
  }

  /** A plan of the gradient by a value: delta2 is also called dL/da2. */
  static Plan aliased(String value, Plan gradient) {
    var plain = "dL/d" + value;
    return gradient.name().equals(plain) ? gradient : gradient.alias(plain);
  }

  static Expression symbol(String name) {
    return new Expression.Symbol(name);
  }
}
