package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.backprop.app.draw.TextbookPicture.Link;
import org.backprop.chain.Chain;
import org.backprop.chain.Expression;
import org.backprop.chain.Orientation;
import org.backprop.chain.Step;
import org.backprop.chain.StepKind;

/** The gradients of a chain as dashed arrows, against the forward ones. */
final class GradientArrows {
  private static final double WIDTH = 9.5;

  private final Chain chain;
  private final Orientation orientation;
  private final List<Link> links;
  private final Map<String, String> parameterBoxes;

  GradientArrows(
      Chain chain, Orientation orientation, List<Link> links, Map<String, String> parameterBoxes) {
    this.chain = chain;
    this.orientation = orientation;
    this.links = links;
    this.parameterBoxes = parameterBoxes;
  }

  /** The gradients of the parameters. */
  List<Box> boxes() {
    return chain.steps(StepKind.PARAMETER_GRADIENT).stream()
        .map(step -> new Box(id(step), step.name(), step.name(), rule(step), Box.Kind.GRADIENT))
        .toList();
  }

  private static String id(Step gradient) {
    return BoxIds.next("d" + gradient.parameters().getFirst(), Set.of());
  }

  /** From the loss back. */
  List<Edge> edges() {
    var edges = new ArrayList<Edge>();
    for (var link : links.reversed()) {
      gradient(link)
          .ifPresent(step ->
              edges.add(new Edge(link.to(), link.from(), label(link, step), Edge.Flow.BACK)));
    }
    for (var step : chain.steps(StepKind.PARAMETER_GRADIENT)) {
      var box = parameterBoxes.get(step.parameters().getFirst());
      edges.add(new Edge(Objects.requireNonNull(box), id(step), "", Edge.Flow.BACK));
    }
    return edges;
  }

  /** The gradient by the value that an arrow carries; inside a step, by the step's value. */
  private Optional<Step> gradient(Link link) {
    return chain
        .find("dL/d" + (link.value().isEmpty() ? link.step() : link.value()))
        .filter(step -> step.kind() == StepKind.GRADIENT);
  }

  private String label(Link link, Step step) {
    if (link.value().isEmpty()) {
      return "";
    }
    var all = links.stream().filter(other -> other.value().equals(link.value())).toList();
    if (all.size() == 1) {
      return step.isGiven() ? step.heading() : step.heading() + "\n= " + rule(step);
    }
    var terms = terms(orientation.of(step.rule())).toList();
    var own = terms.size() == all.size() ? terms.get(all.indexOf(link)).text() : "";
    return own.isEmpty() ? step.heading() : MathText.wrapped(own, WIDTH);
  }

  private static Stream<Expression> terms(Expression sum) {
    return sum instanceof Expression.Addition(var left, var right)
        ? Stream.concat(terms(left), terms(right))
        : Stream.of(sum);
  }

  private String rule(Step step) {
    return MathText.wrapped(orientation.of(step.rule()).text(), WIDTH);
  }

  /** All gradients as text, from the loss back. */
  List<String> lines() {
    return chain.backward().stream()
        .map(step ->
            step.isGiven()
                ? step.heading()
                : step.heading() + " = " + orientation.of(step.rule()).text())
        .toList();
  }
}
