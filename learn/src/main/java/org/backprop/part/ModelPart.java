package org.backprop.part;

import java.util.List;

/**
 * What a model is written as a list of: layers, and at the end a likelihood. A model file holds
 * each as {@link #text}, and a prototype of that name makes it again {@link #with} its arguments.
 */
public interface ModelPart extends Named {

  /** What stands in the parentheses of the part's text: numbers, or parts; empty if nothing. */
  default List<?> arguments() {
    return List.of();
  }

  /**
   * The part of this kind with these arguments, which {@link #arguments} wrote.
   *
   * @throws IllegalArgumentException if there are too many, too few or wrong ones
   */
  default ModelPart with(Arguments arguments) {
    arguments.requireCount(0);
    return this;
  }

  /** As it is written in a model: {@code dense(16)}. */
  default String text() {
    return name()
        + "("
        + String.join(", ", arguments().stream().map(ModelPart::text).toList())
        + ")";
  }

  /** An argument as it is written. */
  static String text(Object argument) {
    return argument instanceof ModelPart part ? part.text() : argument.toString();
  }
}
