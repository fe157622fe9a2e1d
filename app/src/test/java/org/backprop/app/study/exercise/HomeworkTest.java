package org.backprop.app.study.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.backprop.app.study.exercise.MarkedLine.Mark;
import org.backprop.chain.Chain;
import org.backprop.chain.Formulas;
import org.backprop.chain.Orientation;
import org.backprop.chain.StepKind;
import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.table.DataException;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HomeworkTest {
  private static final Set<StepKind> RESULTS =
      Set.of(
          StepKind.VALUE,
          StepKind.PREDICTION,
          StepKind.TEXTBOOK_LOSS,
          StepKind.GRADIENT,
          StepKind.DERIVATIVE,
          StepKind.PARAMETER_GRADIENT,
          StepKind.UPDATE);
  private static final Notation SUM_OF_COLUMNS = new Notation(Orientation.COLUMNS, false, false);

  /** A homework with the engine's values as results. */
  private static final class Written {
    private final Notation notation;
    private final String network;
    private final Map<String, Tensor> inputs = new HashMap<>();
    private final Formulas formulas;
    private final List<String> results = new ArrayList<>();
    private final Map<String, Tensor> values = new TreeMap<>();

    Written(String network, int samples, Notation notation, int seed) {
      this.network = network;
      this.notation = notation;
      var empty = new HomeworkText.Entry(1, "network", network);
      var model = HomeworkNetwork.of(new HomeworkText("", empty, notation, List.of()));
      var random = new SplittableRandom(seed);
      var worked = Worked.of(model, random, target(model, samples, random));
      inputs.putAll(worked.parameters());
      inputs.put("x", worked.x());
      inputs.put("y", worked.y());
      inputs.put("rate", Tensor.of(Shape.SCALAR, 0.2));
      var squared = model.likelihood().equals(Likelihoods.normal());
      formulas = Formulas.of(model, samples, notation.scale(samples, squared));
      Chain.symbolic(model, samples).steps().stream()
          .filter(it -> RESULTS.contains(it.kind()) && !it.isGiven())
          .forEach(it -> results.add(it.name()));
      var computed = Formulas.computed(results.stream().map(formulas::get).toList()).apply(inputs);
      for (var i = 0; i < results.size(); i++) {
        values.put(results.get(i), computed.get(i));
      }
    }

    private static Tensor target(Model model, int samples, SplittableRandom random) {
      return switch (model.likelihood().name()) {
        case "categorical" -> Draw.classes(samples, model.outputs(), random);
        case "bernoulli" -> Draw.bits(samples, random);
        case "poisson" -> Draw.counts(samples, random);
        default -> Draw.tenths(samples, model.outputs(), random);
      };
    }

    Tensor value(Function<Formulas, Node> formula) {
      return Formulas.computed(List.of(formula.apply(formulas))).apply(inputs).getFirst();
    }

    Written with(String name, Function<Formulas, Node> formula) {
      values.put(name, value(formula));
      return this;
    }

    private String line(String name, Tensor rows) {
      var digits = inputs.containsKey(name) ? 17 : 4;
      return name
          + " = "
          + ExercisesTest.typed(notation.orientation().of(rows), ExercisesTest.digits(digits));
    }

    String text() {
      var lines =
          new ArrayList<>(
              List.of(
                  "network: " + network,
                  "samples as %s, %s, %s 1/2"
                      .formatted(
                          notation.orientation().word(),
                          notation.mean() ? "mean" : "sum",
                          notation.half() ? "with" : "without")));
      inputs.forEach((name, value) -> lines.add(line(name, value)));
      results.forEach(name -> lines.add(line(name, values.get(name))));
      return String.join("\n", lines);
    }

    Map<String, MarkedLine> marked() {
      var marked = new HashMap<String, MarkedLine>();
      Homework.mark("homework.txt", text()).lines().forEach(it -> marked.put(it.name(), it));
      return marked;
    }

    private MarkedLine marked(String name) {
      return Objects.requireNonNull(marked().get(name));
    }
  }

  static Stream<Arguments> homeworks() {
    return Stream.of(
            "2 -> tanh 2 -> softmax 3",
            "2 -> sigmoid 3 -> linear 1",
            "3 -> relu 2 -> sigmoid 1",
            "2 -> tanh 3 -> tanh 2 -> linear 2",
            "2 -> exp 1",
            "1 -> gelu 2 -> linear 1")
        .flatMap(network ->
            Stream.of(
                Arguments.of(network, 1, Notation.USUAL),
                Arguments.of(network, 3, Notation.USUAL),
                Arguments.of(network, 3, SUM_OF_COLUMNS)));
  }

  @ParameterizedTest
  @MethodSource("homeworks")
  void right_results_are_right(String network, int samples, Notation notation) {
    var marked = new Written(network, samples, notation, 1).marked();
    marked.values().forEach(it -> assertEquals(Mark.RIGHT, it.mark(), it::toString));
    assertTrue(marked.size() > 5);
  }

  /** With delta of the wrong sign, everything after it has the wrong sign. */
  @ParameterizedTest
  @MethodSource("homeworks")
  void what_follows_from_a_wrong_result_is_right_with_it(
      String network, int samples, Notation notation) {
    var written = new Written(network, samples, notation, 1);
    var gradients =
        written.results.stream()
            .filter(it -> it.startsWith("delta") || it.startsWith("dL/"))
            .filter(it -> !it.equals("dL/dy_hat"))
            .toList();
    gradients.forEach(name -> written.with(name, f -> f.get(name).negated()));
    var marked = written.marked();
    var first = Objects.requireNonNull(marked.get(gradients.getFirst()));
    assertEquals(Mark.MISTAKE, first.mark(), first::toString);
    assertTrue(first.sentence().startsWith("Not right: the sign is reversed"), first::toString);
    for (var name : gradients.subList(1, gradients.size())) {
      var line = Objects.requireNonNull(marked.get(name));
      assertEquals(Mark.FOLLOWS, line.mark(), line::toString);
      assertTrue(line.sentence().startsWith("Right with your "), line::toString);
    }
  }

  private static void assertNamed(
      Notation notation, String name, String mistake, Function<Formulas, Node> formula) {
    for (var seed = 1; seed <= 2; seed++) {
      var written = new Written("2 -> tanh 3 -> linear 2", 3, notation, seed).with(name, formula);
      var line = written.marked(name);
      assertEquals(Mark.MISTAKE, line.mark(), line::toString);
      assertTrue(line.sentence().startsWith("Not right: " + mistake), line::toString);
      assertEquals(
          StepText.numbers(notation.orientation().of(written.value(f -> f.get(name)))),
          line.right());
    }
  }

  @Test
  void usual_mistakes_are_named() {
    for (var notation : List.of(Notation.USUAL, SUM_OF_COLUMNS)) {
      assertNamed(notation, "a1", "b1 is missing", f -> f.get("x").matmul(f.get("W1")));
      assertNamed(notation, "h", "sigmoid is taken in place of tanh", f -> f.get("a1").sigmoid());
      assertNamed(notation, "delta1", "f1'(a1) is missing", f -> f.get("dL/dh"));
      assertNamed(
          notation,
          "dL/dW1",
          "dL/dh is taken in place of delta1",
          f -> f.get("x").transposed().matmul(f.get("dL/dh")));
      assertNamed(
          notation, "dL/dW1", "the matrix is transposed", f -> f.get("dL/dW1").transposed());
      assertNamed(
          notation,
          "dL/db1",
          "only the first sample counts",
          f -> f.get("delta1").slice(0, 0, 1).sum(0));
      assertNamed(notation, "W1_new", "rate is missing", f -> f.get("W1").minus(f.get("dL/dW1")));
      assertNamed(
          notation,
          "W1_new",
          "rate * dL/dW1 is added",
          f -> f.get("W1").times(2).minus(f.get("W1_new")));
    }
    assertNamed(
        Notation.USUAL, "delta2", "the factor 1/m is missing", f -> f.get("delta2").times(3));
    assertNamed(SUM_OF_COLUMNS, "delta2", "it is half as large", f -> f.get("delta2").times(0.5));
    assertNamed(
        Notation.USUAL,
        "dL/dW2",
        "the sign is reversed, and the factor 1/m is missing",
        f -> f.get("dL/dW2").times(-3));
  }

  static Stream<Question> questions() {
    return Exercises.all().stream()
        .map(Question.class::cast)
        .filter(it -> it.source() instanceof Network && it.definitions().isEmpty());
  }

  private static String line(String name, Tensor shown, int digits) {
    return name + " = " + ExercisesTest.typed(shown, ExercisesTest.digits(digits)) + "\n";
  }

  private static String network(Model model) {
    var output =
        Map.of("normal", "linear", "bernoulli", "sigmoid", "categorical", "softmax")
            .getOrDefault(model.likelihood().name(), "exp");
    var unit = model.layers().get(1).text().replace("()", "");
    return "network: 2 -> %s 2 -> %s %s\n".formatted(unit, output, model.outputs());
  }

  /** The results of a homework may be any mistake of an exercise, each in a line. */
  @ParameterizedTest
  @MethodSource("questions")
  void the_mistakes_of_the_exercises_are_named(Question question) {
    var notation = question.id().length() % 2 == 0 ? Notation.USUAL : SUM_OF_COLUMNS;
    var exercise = question.draw(new SplittableRandom(2), notation);
    var example = exercise.example().orElseThrow();
    var orientation = notation.orientation();
    var text = new StringBuilder(network(example.model()));
    text.append(notation.mean() ? "rows, mean, with 1/2\n" : "columns, sum, without 1/2\n");
    example.parameters().forEach((name, it) -> text.append(line(name, orientation.of(it), 9)));
    text.append(line("x", orientation.of(example.x()), 9));
    text.append(line("y", orientation.of(example.y()), 9));
    exercise.given().stream()
        .filter(it -> it.startsWith("rate"))
        .forEach(it -> text.append(it).append("\n"));
    for (var mistake : exercise.mistakes()) {
      text.append(line(question.asked(), mistake.value(), 4));
    }
    for (var marked : Homework.mark("", text.toString()).lines()) {
      assertEquals(Mark.MISTAKE, marked.mark(), () -> marked + "\n" + text);
    }
  }

  @Test
  void the_logarithm_of_another_base_is_named() {
    var written =
        new Written("2 -> tanh 3 -> sigmoid 1", 3, Notation.USUAL, 1)
            .with("l", f -> f.get("l").dividedBy(Math.log(10)));
    assertTrue(
        written.marked("l").sentence().startsWith("Not right: the logarithm is that of base 10"));
  }

  @Test
  void names_are_read_as_people_write_them() {
    var text =
        """
        # one sample
        network: 2 inputs -> 2 tanh units -> 1 linear output
        x = 1; -2
        W1 = 0.1 0.2
             0.3 0.4
        W\u2082 = 0,5 -0,5
        b2 = 0.1
        y = 0.3
        z1 = -0.5 -0.6
        h1 = -0.462 -0.537
        \u0177 = 0.1375
        Loss = 0.0132
        \u03b42 = -0.1625
        \u2202L/\u2202W2 = 0.0751 0.0873
        db1 = nothing
        """;
    var marked = Homework.mark("", text);
    assertEquals(
        List.of(
            Mark.RIGHT,
            Mark.RIGHT,
            Mark.RIGHT,
            Mark.RIGHT,
            Mark.RIGHT,
            Mark.RIGHT,
            Mark.UNREADABLE),
        marked.lines().stream().map(MarkedLine::mark).toList(),
        marked::toString);
    assertEquals(6, marked.right());
    assertEquals(9, marked.lines().getFirst().line());
    assertEquals("Not given, taken as 0: b1.", marked.notes().getLast());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = 1 | h.txt has no line such as network: 2 -> tanh 3 -> softmax 2; add it",
        "network: 2 -> tanhh 3 -> linear 1 | h.txt, line 1: there is no unit \"tanhh\"; did you mean \"tanh\"?",
        "network: 2 -> tanh 1 | h.txt, line 1: there is no output \"tanh\"; there is linear, sigmoid, softmax, exp.",
        "network: 2 -> linear | h.txt, line 1: \"linear\" has no number of units from 1 to 50, as in 2 -> tanh 3 -> softmax 2",
        "network: 2 -> linear 1;x = 1 2 3 | h.txt, line 2: x has not 2 numbers for each sample, as the network has inputs",
        "network: 2 -> linear 1;x = 1 2;y = 1;W1 = 1 2 3 | h.txt, line 4: W1: The answer is 2 numbers, as in 0.1 0.2; this is 3 numbers.",
        "network: 2 -> linear 1;x = 1 2;y = 1 | h.txt, line 1: the network needs W1; add a line W1 = ...",
        "network: 2 -> linear 1;x = 1 2;y = 1;W1 = 1 2;W3 = 1 | h.txt, line 5: the network has no W3",
        "network: 1 -> softmax 3;x = 1;y = 0 0.5 0.4;W1 = 1 2 3 | h.txt, line 3: the numbers of a sample in y add up to 0.9; those of a class are 1 and 0",
        "network: 1 -> softmax 2;x = 1;y = 2 -1;W1 = 1 2 | h.txt, line 3: y has 2, but its numbers are from 0 to 1",
        "network: 1 -> sigmoid 1;x = 1;y = -1;W1 = 1 | h.txt, line 3: y has -1, but its numbers are from 0 to 1",
        "network: 2 -> linear 1;x = 1 2;x = 1 2 | h.txt, line 3: x is in line 2 already",
        "network: 2 -> linear 1;x = 1 2;y = 1;W1 = 1 2;delta7 = 1 | h.txt, line 5: the network has no value delta7; did you mean \"delta1\"?",
        "network: 2 -> linear 1;what is this? | h.txt, line 2: \"what is this?\" is neither name = numbers nor a notation such as: samples as rows, mean, with 1/2",
        "network: 2 -> linear 1;x = 1 two | h.txt, line 2: \"two\" is not a number; type numbers as 0.25, 1/4 or 2.5e-1",
      })
  void a_fault_says_the_line_and_what_to_do(String text, String sentence) {
    var fault =
        assertThrows(DataException.class, () -> Homework.mark("h.txt", text.replace(";", "\n")));
    assertEquals(sentence, fault.getMessage());
  }
}
