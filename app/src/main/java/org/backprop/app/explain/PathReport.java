package org.backprop.app.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.chain.Chain;
import org.backprop.chain.Orientation;
import org.backprop.chain.StepKind;
import org.backprop.chain.Terms;
import org.backprop.chain.Terms.Factor;
import org.backprop.chain.Terms.Term;
import org.backprop.table.DataException;
import org.backprop.tensor.Shape;

/** The gradient of one weight or bias followed back through the chain, each sum by its terms. */
final class PathReport {
  private static final Pattern PLACE = Pattern.compile("\\s*([^\\[\\s]+)\\s*\\[([\\d\\s,]+)]\\s*");
  private static final int MOST_TERMS = 6;
  private static final int MOST_ELEMENTS = 40;
  private static final int WIDTH = 80;

  private final Chain chain;
  private final Orientation orientation;
  private final String name;
  private final int[] indices;

  /**
   * The path of an element as it is written, {@code W1[0,1]}, with its indices as the orientation
   * has them.
   *
   * @throws DataException if there is no such element
   */
  PathReport(Chain chain, Orientation orientation, String place) {
    this.chain = chain;
    this.orientation = orientation;
    var match = PLACE.matcher(place);
    if (!match.matches()) {
      throw new DataException(
          "--wrt " + place + " names no parameter; write it as W1[0,1] or b1[2], counted from 0");
    }
    this.name = match.group(1);
    this.indices =
        Pattern.compile(",")
            .splitAsStream(match.group(2))
            .map(String::strip)
            .mapToInt(Integer::parseInt)
            .toArray();
    requireInside(place, shape(place));
  }

  private Shape shape(String place) {
    var value =
        chain.parameters().stream()
            .filter(parameter -> parameter.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new DataException(
                    "--wrt %s: the model has no %s; it has %s"
                        .formatted(
                            place,
                            name,
                            chain.parameters().stream()
                                .map(parameter -> parameter.name())
                                .collect(Collectors.joining(", ")))));
    var tensor = value.value().tensor().orElseThrow();
    return (tensor.shape().rank() < 2 ? tensor : orientation.of(tensor)).shape();
  }

  private void requireInside(String place, Shape shape) {
    var isInside = indices.length == shape.rank();
    for (var axis = 0; isInside && axis < indices.length; axis++) {
      isInside = indices[axis] < shape.dim(axis);
    }
    if (!isInside) {
      throw new DataException(
          "--wrt %s is outside %s, whose shape is %s; indices count from 0"
              .formatted(place, name, shape));
    }
  }

  /** The element's gradient, then those that it is made of, from the weight back to the loss. */
  List<Terms> elements() {
    var all = new ArrayList<Terms>();
    var names = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(chain.element(orientation, "dL/d" + name, indices)));
    while (!open.isEmpty() && all.size() < MOST_ELEMENTS) {
      var element = open.removeFirst();
      if (names.add(element.name())) {
        all.add(element);
        largest(element).stream()
            .flatMap(term -> term.factors().stream())
            .filter(this::isGradient)
            .map(this::element)
            .forEach(open::add);
      }
    }
    return all;
  }

  private boolean isGradient(Factor factor) {
    return chain.find(factor.step()).filter(step -> step.kind() == StepKind.GRADIENT).isPresent();
  }

  private Terms element(Factor factor) {
    var rows = factor.indices().stream().mapToInt(Integer::intValue).toArray();
    return chain.element(orientation, factor.step(), orientation.indices(rows));
  }

  /** The terms that matter most, in their order. */
  private static List<Term> largest(Terms element) {
    var most =
        element.terms().stream()
            .sorted(Comparator.comparingDouble((Term term) -> -Math.abs(term.value())))
            .limit(MOST_TERMS)
            .toList();
    return element.terms().stream().filter(most::contains).toList();
  }

  void show(Terminal terminal) {
    var place = elements().getFirst().name().substring("dL/d".length());
    terminal.line();
    terminal.line(terminal.bold("The path of " + place));
    elements().forEach(element -> show(terminal, element));
  }

  private static void show(Terminal terminal, Terms element) {
    var terms = largest(element);
    var whole = terms.size() == element.terms().size();
    var symbols = sum(terms.stream().map(Term::text).toList());
    var numbers = sum(terms.stream().map(PathReport::numbers).toList());
    var line =
        "  %s = %s = %s = %s"
            .formatted(element.name(), symbols, numbers, Numbers.of(element.value()));
    if (whole && line.length() <= WIDTH) {
      terminal.line(line);
      return;
    }
    terminal.line("  %s = %s, the sum of".formatted(element.name(), Numbers.of(element.value())));
    terms.forEach(term ->
        terminal.line(
            "      %s = %s = %s".formatted(term.text(), numbers(term), Numbers.of(term.value()))));
    if (!whole) {
      var others =
          element.terms().stream().mapToDouble(Term::value).sum()
              - terms.stream().mapToDouble(Term::value).sum();
      terminal.line(
          "      and %s smaller terms = %s"
              .formatted(element.terms().size() - terms.size(), Numbers.of(others)));
    }
  }

  private static String sum(List<String> terms) {
    return String.join(" + ", terms).replace("+ -", "- ");
  }

  private static String numbers(Term term) {
    return term.factors().stream()
        .filter(factor -> !factor.name().equals("-1"))
        .map(factor -> parenthesised(Numbers.of(factor.value())))
        .collect(Collectors.joining(" * ", term.text().startsWith("-") ? "-" : "", ""));
  }

  private static String parenthesised(String number) {
    return number.startsWith("-") ? "(" + number + ")" : number;
  }

  /** For JSON. */
  List<Map<String, Object>> toList() {
    return elements().stream().map(Terms::toMap).toList();
  }
}
