package org.backprop.app.studio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.backprop.app.explain.ExplainedRow;
import org.backprop.app.explain.ExplainedRows;
import org.backprop.chain.ExampleChain;
import org.backprop.chain.Operand;
import org.backprop.chain.Value;
import org.backprop.model.InitialParameters;
import org.backprop.model.Model;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Target;
import org.backprop.tensor.Tensor;

/**
 * What the page shows: a model, its weights, and the rows to put in.
 *
 * @param title one line
 * @param trained the weights by name
 * @param fresh those that training started from
 * @param count the number of rows
 * @param first the number of the row that is shown first
 * @param row a row by its number, from 1
 * @param target what y_hat and y are called in the data; empty for the example
 */
record OpenModel(
    String title,
    Model model,
    Map<String, Tensor> trained,
    Map<String, Tensor> fresh,
    int count,
    int first,
    IntFunction<ExplainedRow> row,
    Optional<Target> target) {

  /** The textbook's network of two inputs, two hidden units and one output. */
  static OpenModel example() {
    var chain = ExampleChain.chain();
    var parameters =
        chain.parameters().stream()
            .collect(Collectors.toMap(Operand::name, it -> numbers(it.value())));
    var row =
        new ExplainedRow(
            "the example's row",
            1,
            Optional.empty(),
            numbers(chain.step("x").value()),
            numbers(chain.step("y").value()));
    return new OpenModel(
        "The textbook's network",
        ExampleChain.model(),
        parameters,
        parameters,
        1,
        1,
        _ -> row,
        Optional.empty());
  }

  private static Tensor numbers(Value value) {
    return value.tensor().orElseThrow();
  }

  /** A trained model and the rows of a file. */
  static OpenModel of(
      String title, TrainedModel trained, ExplainedRows rows, Optional<Integer> row) {
    var first = row.map(rows::row).orElseGet(rows::worst);
    return new OpenModel(
        title,
        trained.model(),
        trained.parameters(),
        InitialParameters.of(trained),
        rows.count(),
        first.number(),
        number -> number == first.number() ? first : rows.row(number),
        Optional.of(trained.target()));
  }

  /** The weights of a name, a copy that may be changed. */
  Map<String, Tensor> parameters(boolean isFresh) {
    return new LinkedHashMap<>(Objects.requireNonNull(isFresh ? fresh : trained));
  }
}
