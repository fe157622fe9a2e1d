package org.backprop.app.study.exercise;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.app.Numbers;
import org.backprop.chain.Orientation;
import org.backprop.chain.Step;
import org.backprop.chain.Value;
import org.backprop.tensor.Tensor;

/** Steps of a chain in one line each: {@code dL/dW1 = x^T delta1 = [0.1 0.2; 0 0.3]}. */
public record StepText(Orientation orientation) {

  /** The name, the rule unless it is given, and the value. */
  public String of(Step step) {
    var rule = step.isGiven() ? "" : orientation.of(step.rule()).text() + " = ";
    return step.heading() + " = " + rule + value(step.value());
  }

  /** The rows of a matrix are separated by semicolons. */
  public String value(Value value) {
    return switch (value) {
      case Value.Computed(var numbers) -> numbers(orientation.of(numbers));
      case Value.NotYet() -> "not yet computed";
      case Value.Undefined(var reason) -> reason;
    };
  }

  /** Numbers as they are, in no other orientation. */
  public static String numbers(Tensor tensor) {
    var shape = tensor.shape();
    if (shape.rank() == 0) {
      return Numbers.of(tensor.item());
    }
    var width = shape.dim(shape.rank() - 1);
    return IntStream.range(0, shape.size() / width)
        .mapToObj(row -> row(tensor, row * width, width))
        .collect(Collectors.joining("; ", "[", "]"));
  }

  private static String row(Tensor tensor, int start, int width) {
    return IntStream.range(start, start + width)
        .mapToObj(i -> Numbers.of(tensor.at(i)))
        .collect(Collectors.joining("  "));
  }
}
