package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.backprop.chain.Chain;
import org.backprop.chain.Expression;
import org.backprop.chain.Formulas;
import org.backprop.chain.RuleGraph;
import org.backprop.chain.Step;
import org.backprop.chain.StepKind;
import org.backprop.graph.Node;
import org.backprop.model.Model;
import org.backprop.tensor.ShapeException;

/** What mistakes in the rule of a step lead to. */
final class HomeworkMistakes {
  private static final Set<StepKind> GRADIENTS =
      Set.of(StepKind.GRADIENT, StepKind.PARAMETER_GRADIENT, StepKind.TEXTBOOK_LOSS);
  private static final Set<StepKind> GIVES =
      Set.of(
          StepKind.VALUE,
          StepKind.PREDICTION,
          StepKind.GRADIENT,
          StepKind.DERIVATIVE,
          StepKind.PARAMETER_GRADIENT);

  private static final Set<String> INPUTS = Set.of("x", "y");
  private static final int MOST_INLINED = 2;

  private final Model model;
  private final Chain chain;
  private final LossRules rules;
  private final HomeworkValues values;
  private final Step step;
  private final String remedy;
  private final List<Twist> twists;
  private final List<Candidate> twisted;
  private final List<Candidate> varied;

  HomeworkMistakes(Model model, Chain chain, LossRules rules, HomeworkValues values, Step step) {
    this.model = model;
    this.chain = chain;
    this.rules = rules;
    this.values = values;
    this.step = step;
    this.remedy = "The rule is %s = %s.".formatted(LossRules.heading(step), rules.text(step));
    var right = values.of(step.name());
    this.twists = twists(right);
    this.twisted =
        twists.stream()
            .map(it -> new Candidate(it.name(), it.remedy(), it.change().apply(right)))
            .toList();
    this.varied = varied();
  }

  /** A mistake and its value as graph, for samples as rows. */
  record Candidate(String name, String remedy, Node value) {
    String sentence() {
      return name + ". " + remedy;
    }

    Candidate and(Twist twist) {
      return new Candidate(
          name + ", and " + twist.name(),
          remedy + " " + twist.remedy(),
          twist.change().apply(value));
    }
  }

  private List<Candidate> varied() {
    var candidates = new ArrayList<Candidate>();
    for (var it : variations(rules.of(step), MOST_INLINED)) {
      RuleGraph.of(it.rule(), values::operand)
          .ifPresent(node -> candidates.add(new Candidate(it.name(), remedy, node)));
    }
    if (chain.rows() > 1) {
      RuleGraph.of(rules.of(step), this::first)
          .map(node -> new Candidate("only the first sample counts", remedy, node))
          .ifPresent(candidates::add);
    }
    candidates.addAll(slips());
    return candidates;
  }

  /** The usual mistakes of the exercises that ask for this value. */
  private List<Candidate> slips() {
    var known = new LinkedHashMap<String, Node>();
    chain.parameters().forEach(it -> known.put(it.name(), values.operand(it.name())));
    chain.steps().stream()
        .filter(
            it -> it.isGiven() ? INPUTS.contains(it.name()) : !Homework.OTHERS.contains(it.kind()))
        .forEach(it -> known.put(it.name(), values.operand(it.name())));
    known.put("rate", values.operand("rate"));
    var formulas = Formulas.of(known);
    var candidates = new ArrayList<Candidate>();
    for (var slip : Exercises.slips(model, step.name())) {
      try {
        candidates.add(new Candidate(slip.name(), slip.remedy(), slip.value().apply(formulas)));
      } catch (ShapeException _) {
        // A mistake that is possible with other shapes only.
      }
    }
    return candidates;
  }

  /** One mistake. */
  List<Candidate> single() {
    var all = new ArrayList<>(twisted);
    all.addAll(varied);
    all.addAll(others());
    return all;
  }

  /** Two mistakes. */
  List<Candidate> pairs() {
    var all = new ArrayList<Candidate>();
    for (var twist : twists) {
      for (var i = 0; i < twists.size(); i++) {
        if (twists.get(i).group().compareTo(twist.group()) > 0) {
          all.add(twisted.get(i).and(twist));
        }
      }
      varied.stream()
          .filter(it -> !twist.group().equals("transposed") || it.value().shape().rank() == 2)
          .forEach(it -> all.add(it.and(twist)));
    }
    return all;
  }

  private List<Twist> twists(Node right) {
    var shape = right.shape();
    var isMatrix = shape.rank() == 2 && shape.dim(0) > 1 && shape.dim(1) > 1;
    return Twist.of(
        GRADIENTS.contains(step.kind()),
        isMatrix,
        chain.rows(),
        rules.isSquaredError(),
        rules.notation());
  }

  /** Mistakes in the rule, and in the rules of what the person has left out on the way. */
  private List<RuleVariation> variations(Expression rule, int depth) {
    var maker = new RuleVariation.Maker(rules.notation().orientation(), this::siblings);
    var all = new ArrayList<>(maker.of(rule));
    for (var name : rule.symbols()) {
      chain
          .find(name)
          .filter(it -> depth > 0 && !it.isGiven() && !values.isStated(name))
          .ifPresent(inner ->
              variations(rules.of(inner), depth - 1)
                  .forEach(it ->
                      all.add(
                          new RuleVariation(it.name(), Rewritten.symbol(rule, name, it.rule())))));
    }
    return all;
  }

  /** The values that a person may take in place of one. */
  private List<String> siblings(String name) {
    var family = family(name);
    return Stream.concat(
            chain.steps().stream().map(Step::name),
            chain.parameters().stream().map(it -> it.name()))
        .filter(it -> family(it) == family && family > 0)
        .filter(it -> !it.equals(name) && !it.equals(step.name()))
        .toList();
  }

  private int family(String name) {
    var kind = chain.find(name).map(Step::kind);
    if (kind.isEmpty()) {
      return name.startsWith("W") ? 1 : name.startsWith("b") ? 2 : 0;
    }
    return switch (kind.get()) {
      case INPUT, VALUE, PREDICTION -> 3;
      case GRADIENT -> 4;
      case DERIVATIVE -> 5;
      case PARAMETER_GRADIENT -> 6;
      default -> 0;
    };
  }

  /** The first sample of a value that has all samples. */
  private Node first(String name) {
    var node = values.operand(name);
    var kind = chain.find(name).map(Step::kind).orElse(StepKind.PARAMETER_GRADIENT);
    var ofSamples = kind != StepKind.PARAMETER_GRADIENT && kind != StepKind.UPDATE;
    return ofSamples && node.shape().rank() == 2 && node.shape().dim(0) == chain.rows()
        ? node.slice(0, 0, 1)
        : node;
  }

  /** Values of other steps. */
  private List<Candidate> others() {
    var others = new ArrayList<Candidate>();
    for (var it : chain.steps()) {
      if (!it.equals(step) && GIVES.contains(it.kind())) {
        others.add(new Candidate("this is " + it.name(), remedy, values.operand(it.name())));
      }
    }
    return others;
  }
}
