package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.chain.Chain;
import org.backprop.chain.Expression;
import org.backprop.chain.Orientation;
import org.backprop.chain.Step;
import org.backprop.chain.StepKind;
import org.backprop.model.Model;

/**
 * A model as the textbook draws it: {@code x -> *W1 -> +b1 -(a1)-> f1 -(h)-> ... -> loss -> L}. It
 * is read from the chain of the model's steps, so a layer or likelihood of a user is drawn as well:
 * a product with a weight and the addition of a bias are boxes of their own, and any other rule is
 * one box.
 */
final class TextbookPicture {
  private static final Pattern DERIVATIVE = Pattern.compile("f(\\d+)'.*");
  private static final int LONG = 28;

  /**
   * A forward arrow: the value that it carries, empty inside a step, and the step it leads into.
   */
  record Link(String from, String to, String value, String step) {}

  private final Model model;
  private final Orientation orientation;
  private final Chain chain;
  private final ParameterSizes sizes;
  private final Map<String, String> randomNames;
  private final List<Box> boxes = new ArrayList<>();
  private final List<String> path = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final Map<String, String> producers = new HashMap<>();
  private final Map<String, String> parameterBoxes = new LinkedHashMap<>();
  private final Set<Integer> functions = new HashSet<>();

  private TextbookPicture(Model model, Orientation orientation) {
    this.model = model;
    this.orientation = orientation;
    this.chain = Chain.symbolic(model, 1);
    chain.steps(StepKind.DERIVATIVE).stream()
        .flatMapToInt(TextbookPicture::numberOf)
        .forEach(functions::add);
    this.sizes = new ParameterSizes(model, orientation);
    this.randomNames = randomNames();
  }

  private Map<String, String> randomNames() {
    var values =
        chain.steps(StepKind.INPUT).stream().map(Step::name).filter(it -> !it.equals("x")).toList();
    var names = RandomNames.of(model, values);
    return IntStream.range(0, values.size())
        .boxed()
        .collect(Collectors.toMap(values::get, names::get));
  }

  static Picture of(Model model, boolean backward, Orientation orientation) {
    var textbook = new TextbookPicture(model, orientation);
    textbook.forward();
    return backward ? textbook.withGradients() : textbook.picture(List.of(), List.of(), List.of());
  }

  private void forward() {
    value("x", model.features().count() + "");
    producers.put("x", "x");
    for (var step : chain.forward()) {
      switch (step.kind()) {
        case VALUE -> producers.put(step.name(), box(step, step.rule()));
        case PREDICTION -> producers.put(step.name(), function(step, step.rule()));
        case TEXTBOOK_LOSS -> loss(step);
        default -> {} // the input stands already, target and L stand with the loss
      }
    }
  }

  private void loss(Step step) {
    boxes.add(new Box("y", "y", "y", model.outputs() + "", Box.Kind.VALUE));
    var rule = orientation.of(step.rule()).text();
    add(
        "loss",
        "loss",
        step.name(),
        rule.length() > LONG ? step.title() : step.title() + "\n" + rule,
        Box.Kind.LOSS);
    link(new Link(producer("y_hat"), "loss", "y_hat", "loss"));
    link(new Link("y", "loss", "", "y"));
    value("L", chain.steps(StepKind.CONSTANT).isEmpty() ? "" : "plus constant terms");
    link(new Link("loss", "L", "", "L"));
  }

  /** The box that computes an expression of a step, and before it those of its parts. */
  private String box(Step step, Expression rule) {
    return switch (rule) {
      case Expression.Product(var left, Expression.Symbol(var name)) when isOf(step, name) ->
          parameter(step, "*", left, name);
      case Expression.Addition(var left, Expression.Symbol(var name)) when isOf(step, name) ->
          parameter(step, "+", left, name);
      default -> function(step, rule);
    };
  }

  private static boolean isOf(Step step, String name) {
    return step.parameters().contains(name);
  }

  private String parameter(Step step, String sign, Expression operand, String name) {
    var value = operand instanceof Expression.Symbol(var symbol) ? symbol : "";
    var from = producers.containsKey(value) ? producer(value) : box(step, operand);
    var id = add(name, sign + name, name, sizes.of(name), Box.Kind.PARAMETER);
    parameterBoxes.putIfAbsent(name, id);
    link(new Link(from, id, producers.containsKey(value) ? value : "", step.name()));
    return id;
  }

  private String function(Step step, Expression rule) {
    var values = rule.symbols().stream().filter(producers::containsKey).toList();
    var id = function(step, rule, values);
    step.parameters().forEach(name -> parameterBoxes.putIfAbsent(name, id));
    values.forEach(name -> link(new Link(producer(name), id, name, step.name())));
    return id;
  }

  private String function(Step step, Expression rule, List<String> values) {
    var random = rule.symbols().stream().filter(randomNames::containsKey).findFirst();
    if (random.isPresent()) {
      var name = Objects.requireNonNull(randomNames.get(random.get()));
      return add("random", name, step.name(), "draws " + random.get(), Box.Kind.FUNCTION);
    }
    if (rule instanceof Expression.Addition
        && values.size() == 2
        && rule.symbols().equals(values)) {
      return add("plus", "+", step.name(), "residual", Box.Kind.FUNCTION);
    }
    var name = "f" + number(step);
    return add(name, name, step.name(), note(step, rule), Box.Kind.FUNCTION);
  }

  /** As in {@code f1'(a1)} where the chain has it, else the first that no other function has. */
  private int number(Step step) {
    return chain.steps(StepKind.DERIVATIVE).stream()
        .filter(it -> it.nodes().getFirst().equals(step.name()))
        .flatMapToInt(TextbookPicture::numberOf)
        .findFirst()
        .orElseGet(() ->
            IntStream.iterate(1, n -> n + 1).filter(functions::add).findFirst().orElseThrow());
  }

  private static IntStream numberOf(Step derivative) {
    var name = DERIVATIVE.matcher(derivative.name());
    return name.matches() ? IntStream.of(Integer.parseInt(name.group(1))) : IntStream.empty();
  }

  private String note(Step step, Expression rule) {
    if (step.kind() == StepKind.PREDICTION && rule instanceof Expression.Symbol) {
      return "linear";
    }
    return rule instanceof Expression.Call call && call.parts().size() == 1
        ? call.function()
        : MathText.wrapped(orientation.of(rule).text(), LONG / 2);
  }

  private String producer(String value) {
    return Objects.requireNonNull(producers.get(value), value);
  }

  private void link(Link link) {
    links.add(link);
  }

  private void value(String name, String note) {
    add(name, name, name, note, Box.Kind.VALUE);
  }

  /** Adds a box to the path, under a name of its own. */
  private String add(String name, String label, String shows, String note, Box.Kind kind) {
    var id = BoxIds.next(name, Set.copyOf(path));
    boxes.add(new Box(id, label, shows, note, kind));
    path.add(id);
    return id;
  }

  private Picture withGradients() {
    var back = new GradientArrows(chain, orientation, links, parameterBoxes);
    return picture(back.boxes(), back.edges(), back.lines());
  }

  private Picture picture(List<Box> more, List<Edge> back, List<String> gradients) {
    var allBoxes = new ArrayList<>(boxes);
    allBoxes.addAll(more);
    var edges = new ArrayList<Edge>();
    links.forEach(link ->
        edges.add(
            new Edge(
                link.from, link.to, link.value.equals("x") ? "" : link.value, Edge.Flow.FORWARD)));
    edges.addAll(back);
    var notation = "samples as " + orientation.word();
    return new Picture(model.toString(), notation, allBoxes, edges, path, gradients);
  }
}
