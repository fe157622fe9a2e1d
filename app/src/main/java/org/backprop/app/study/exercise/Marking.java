package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.tensor.Tensor;

/** Compares typed numbers with an answer and with what usual mistakes lead to. */
final class Marking {
  private Marking() {}

  static Verdict of(Exercise exercise, String typed) {
    try {
      return of(exercise, Typed.readings(typed));
    } catch (Typed.FormException e) {
      return new Verdict.WrongForm(sentence(e.reason()));
    }
  }

  private static Verdict of(Exercise exercise, List<Typed> readings) {
    for (var typed : readings) {
      var verdict = verdict(exercise, typed);
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return readings.stream()
        .filter(typed -> Closeness.hasShape(exercise.answer(), typed))
        .findFirst()
        .map(typed -> new Verdict.Wrong(elements(exercise.answer(), typed)))
        .<Verdict>map(it -> it)
        .orElseGet(() -> new Verdict.WrongForm(form(exercise.answer(), readings.getLast())));
  }

  /** The answer before any mistake, precise numbers before rough ones, one mistake before two. */
  private static Optional<Verdict> verdict(Exercise exercise, Typed typed) {
    var right = Closeness.of(exercise.answer(), typed);
    if (right == Closeness.PRECISE) {
      return Optional.of(new Verdict.Right(true));
    }
    return known(exercise.mistakes(), typed, Closeness.PRECISE)
        .or(() ->
            right == Closeness.ROUGH
                ? Optional.of(new Verdict.Right(false))
                : Stream.of(exercise.mistakes(), exercise.pairs())
                    .flatMap(some ->
                        Stream.of(Closeness.PRECISE, Closeness.ROUGH)
                            .flatMap(least -> known(some, typed, least).stream()))
                    .findFirst());
  }

  private static Optional<Verdict> known(List<Mistake> mistakes, Typed typed, Closeness least) {
    return mistakes.stream()
        .filter(mistake -> Closeness.of(mistake.value(), typed).compareTo(least) <= 0)
        .findFirst()
        .map(Verdict.Known::new);
  }

  /** Which elements are wrong. */
  static String elements(Tensor answer, Typed typed) {
    var wrong =
        IntStream.range(0, answer.size())
            .filter(i -> Closeness.of(answer, typed, i) == Closeness.FAR)
            .boxed()
            .toList();
    if (answer.size() == 1) {
      return "Not right.";
    }
    if (wrong.size() == answer.size()) {
      return "Not right: no element is.";
    }
    var names = wrong.stream().map(i -> place(answer, i)).collect(Collectors.joining(", "));
    return "Not right: %s %s off, the others are right."
        .formatted(
            wrong.size() == 1 ? "element " + names : "elements " + names,
            wrong.size() == 1 ? "is" : "are");
  }

  private static String place(Tensor answer, int i) {
    var shape = answer.shape();
    var width = shape.dim(shape.rank() - 1);
    return width == 1 || width == answer.size()
        ? String.valueOf(i + 1)
        : "[%s, %s]".formatted(i / width + 1, i % width + 1);
  }

  /** Which form the answer has, and which the typed numbers have. */
  static String form(Tensor answer, Typed typed) {
    var dims = dims(answer);
    var has = dims.size() == 1 ? dims.getFirst() : dims.getFirst() * dims.getLast();
    var expected =
        dims.size() == 2
            ? "a matrix of %s x %s; end each row with a semicolon, as in 0.1 0.2; 0.3 0.4"
                .formatted(dims.getFirst(), dims.getLast())
            : has == 1 ? "one number" : has + " numbers, as in 0.1 0.2";
    var got =
        typed.isVector()
            ? typed.numbers().size() == 1 ? "one number" : typed.numbers().size() + " numbers"
            : typed.rows() + " x " + typed.columns();
    return sentence("the answer is %s; this is %s".formatted(expected, got));
  }

  /** Rows and columns of a matrix, the number of elements of a vector. */
  private static List<Integer> dims(Tensor answer) {
    var dims = new ArrayList<Integer>();
    for (var dim : answer.shape().dims()) {
      if (dim > 1) {
        dims.add(dim);
      }
    }
    return dims.isEmpty() ? List.of(1) : dims;
  }

  /** With a capital letter and a full stop. */
  static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
