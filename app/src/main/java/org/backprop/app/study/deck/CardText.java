package org.backprop.app.study.deck;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backprop.app.Numbers;
import org.backprop.chain.Chain;
import org.backprop.chain.Orientation;
import org.backprop.chain.Step;
import org.backprop.formula.Formula;
import org.backprop.model.Model;
import org.backprop.table.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Fills the placeholders of a card's text: {@code {= formula}} with its number, {@code {rule
 * dL/dW1}} with the rule of that step in a network with one hidden layer of tanh, {@code
 * {orientation}} with rows or columns.
 *
 * @param numbers those drawn for the card's variables
 */
record CardText(Map<String, Double> numbers, Orientation orientation) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(?:=\\s*([^}]*)|rule\\s+([^}]*)|orientation)\\}");
  private static final Chain NETWORK =
      Chain.symbolic(Model.of(features(2), dense(2), tanh(), dense(1), bernoulli()), 1);

  String of(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(it -> Matcher.quoteReplacement(filled(it.group(1), it.group(2))));
  }

  private String filled(@Nullable String formula, @Nullable String step) {
    if (formula != null) {
      return Numbers.of(Formula.parse(formula).value(numbers));
    }
    return step == null ? orientation.word() : orientation.of(NETWORK.step(step).rule()).text();
  }

  /**
   * Looks whether each placeholder of a text can be filled.
   *
   * @return the text
   * @throws DataException if one cannot
   */
  static String check(String text, List<Variable> given) {
    var names = given.stream().map(Variable::name).toList();
    var found = PLACEHOLDER.matcher(text);
    while (found.find()) {
      if (found.group(1) != null) {
        requireGiven(Formula.parse(found.group(1)), names);
      } else if (found.group(2) != null && NETWORK.find(found.group(2)).isEmpty()) {
        throw new DataException(
            "the network has no step %s; it has %s"
                .formatted(
                    found.group(2),
                    NETWORK.steps().stream().map(Step::name).collect(Collectors.joining(", "))));
      }
    }
    return text;
  }

  /**
   * @throws DataException if a variable of the formula is not drawn
   */
  static Formula requireGiven(Formula formula, List<String> names) {
    for (var name : formula.variables()) {
      if (!names.contains(name)) {
        throw new DataException(
            "say what %s is, as in `Given: %s from -2 to 2`".formatted(name, name));
      }
    }
    return formula;
  }
}
