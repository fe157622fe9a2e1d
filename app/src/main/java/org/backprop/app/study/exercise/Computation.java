package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.backprop.chain.Formulas;
import org.backprop.chain.Orientation;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/**
 * The values of a question as one graph: those that are shown, the answer, its mistakes and pairs
 * of mistakes.
 */
final class Computation {
  /** An answer is large enough to be written with a few decimals. */
  private static final double LEAST = 0.05;

  private final List<String> names;
  private final int answer;
  private final List<Candidate> mistakes;
  private final List<Candidate> pairs;
  private final Function<Map<String, Tensor>, List<Tensor>> evaluator;
  private final Function<Map<String, Tensor>, List<Tensor>> pairEvaluator;

  /** A mistake and its value as graph. */
  private record Candidate(String name, String remedy, Node value) {
    Candidate and(Twist twist) {
      return new Candidate(
          name + ", and " + twist.name(),
          remedy + " " + twist.remedy(),
          twist.change().apply(value));
    }
  }

  private Computation(
      List<String> names,
      List<Node> values,
      int answer,
      List<Candidate> mistakes,
      List<Candidate> pairs) {
    this.names = names;
    this.answer = answer;
    this.mistakes = mistakes;
    this.pairs = pairs;
    var all = new ArrayList<>(values);
    mistakes.forEach(it -> all.add(it.value()));
    this.evaluator = Formulas.computed(all);
    this.pairEvaluator = Formulas.computed(pairs.stream().map(Candidate::value).toList());
  }

  static Computation of(Question question, Notation notation) {
    var formulas = question.source().formulas(notation);
    for (var it : question.definitions()) {
      formulas = formulas.with(it.name(), it.value().apply(formulas));
    }
    var names = question.named();
    var values = names.stream().map(formulas::get).toList();
    var answer = names.indexOf(question.asked());
    var right = values.get(answer);
    var twists =
        Twist.of(
            question.ofLoss(),
            isMatrix(right),
            question.source().samples(),
            question.source().isSquaredError(),
            notation);
    var slips = new ArrayList<Candidate>();
    for (var slip : question.slips()) {
      slips.add(new Candidate(slip.name(), slip.remedy(), slip.value().apply(formulas)));
    }
    var singles = new ArrayList<>(slips);
    twists.forEach(it -> singles.add(of(it, right)));
    return new Computation(names, values, answer, singles, pairs(slips, twists, right));
  }

  private static Candidate of(Twist twist, Node right) {
    return new Candidate(twist.name(), twist.remedy(), twist.change().apply(right));
  }

  private static List<Candidate> pairs(List<Candidate> slips, List<Twist> twists, Node right) {
    var pairs = new ArrayList<Candidate>();
    for (var twist : twists) {
      slips.stream()
          .filter(it -> it.value().shape().rank() == 2 || !twist.group().equals("transposed"))
          .forEach(it -> pairs.add(it.and(twist)));
      twists.stream()
          .filter(other -> other.group().compareTo(twist.group()) > 0)
          .forEach(other -> pairs.add(of(twist, right).and(other)));
    }
    return pairs;
  }

  private static boolean isMatrix(Node node) {
    var shape = node.shape();
    return shape.rank() == 2 && shape.dim(0) > 1 && shape.dim(1) > 1;
  }

  /** The values for these numbers. */
  Values of(Map<String, Tensor> numbers) {
    return new Values(numbers, evaluator.apply(numbers));
  }

  /** The values of one draw, for samples as rows. */
  final class Values {
    private final Map<String, Tensor> numbers;
    private final List<Tensor> all;

    private Values(Map<String, Tensor> numbers, List<Tensor> all) {
      this.numbers = numbers;
      this.all = all;
    }

    Tensor answer() {
      return all.get(answer);
    }

    String text(String name, Notation notation) {
      return StepText.numbers(notation.orientation().of(all.get(names.indexOf(name))));
    }

    private List<Tensor> singles() {
      return all.subList(names.size(), all.size());
    }

    /** Whether the answer and all single mistakes can be told apart. */
    boolean areDistinct() {
      var singles = singles();
      return answer().isFinite()
          && Closeness.largest(answer()) >= LEAST
          && IntStream.range(0, singles.size())
              .allMatch(i ->
                  singles.get(i).isFinite()
                      && isNew(singles.get(i), answer(), singles.subList(0, i)));
    }

    private static boolean isNew(Tensor value, Tensor answer, List<Tensor> others) {
      return Closeness.areApart(value, answer)
          && others.stream().allMatch(other -> Closeness.areApart(value, other));
    }

    List<Mistake> mistakes(Orientation orientation) {
      var singles = singles();
      return IntStream.range(0, mistakes.size())
          .mapToObj(i -> mistake(mistakes.get(i), orientation.of(singles.get(i))))
          .toList();
    }

    /** Those that are neither the answer nor one mistake alone. */
    List<Mistake> pairs(Orientation orientation) {
      var values = pairEvaluator.apply(numbers);
      return IntStream.range(0, pairs.size())
          .filter(i -> values.get(i).isFinite() && isNew(values.get(i), answer(), singles()))
          .mapToObj(i -> mistake(pairs.get(i), orientation.of(values.get(i))))
          .toList();
    }

    private static Mistake mistake(Candidate it, Tensor value) {
      return new Mistake(it.name(), it.remedy(), value);
    }
  }
}
