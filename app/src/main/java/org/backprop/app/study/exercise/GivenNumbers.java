package org.backprop.app.study.exercise;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Given numbers that belong to no network. */
record GivenNumbers(String text, Map<String, Drawn> inputs) implements Source {

  /** An input: its shape and how its numbers are drawn. */
  record Drawn(Shape shape, Function<SplittableRandom, Tensor> numbers) {}

  /** Keeps a copy in order. */
  GivenNumbers {
    inputs = new LinkedHashMap<>(inputs);
  }

  static GivenNumbers of(String text) {
    return new GivenNumbers(text, Map.of());
  }

  private GivenNumbers and(String name, Drawn drawn) {
    var more = new LinkedHashMap<>(inputs);
    more.put(name, drawn);
    return new GivenNumbers(text, more);
  }

  /** With a vector of multiples of a unit between two bounds, both included. */
  GivenNumbers vector(String name, int length, double unit, int least, int most) {
    var shape = Shape.of(length);
    return and(name, new Drawn(shape, random -> Draw.numbers(shape, unit, least, most, random)));
  }

  /** With one such number. */
  GivenNumbers number(String name, double unit, int least, int most) {
    var shape = Shape.SCALAR;
    return and(name, new Drawn(shape, random -> Draw.numbers(shape, unit, least, most, random)));
  }

  /** With probabilities in tenths, none of them 0. */
  GivenNumbers probabilities(String name, int count) {
    return and(name, new Drawn(Shape.of(count), random -> Draw.probabilities(count, random)));
  }

  /** With a vector of zeros. */
  GivenNumbers zeros(String name, int length) {
    var shape = Shape.of(length);
    return and(name, new Drawn(shape, _ -> Tensor.zeros(DType.FLOAT64, shape)));
  }

  @Override
  public Formulas formulas(Notation notation) {
    return Formulas.of(
        inputs.entrySet().stream()
            .map(it -> Node.input(it.getKey(), DType.FLOAT64, it.getValue().shape().dims()))
            .toList());
  }

  @Override
  public Map<String, Tensor> numbers(SplittableRandom random) {
    var numbers = new HashMap<String, Tensor>();
    inputs.forEach((name, drawn) -> numbers.put(name, drawn.numbers().apply(random)));
    return numbers;
  }

  @Override
  public List<String> intro(Notation notation, boolean withLoss) {
    return text.isEmpty() ? List.of() : List.of(text);
  }

  @Override
  public String heading(String name) {
    return name;
  }

  @Override
  public String rule(String name, Notation notation) {
    return name;
  }

  @Override
  public List<String> steps(String asked, Set<String> given) {
    return List.of();
  }

  @Override
  public int samples() {
    return 1;
  }

  @Override
  public boolean isSquaredError() {
    return false;
  }

  @Override
  public Optional<Worked> example(Map<String, Tensor> numbers) {
    return Optional.empty();
  }
}
