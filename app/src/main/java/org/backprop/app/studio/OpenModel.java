package org.backprop.app.studio;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.backprop.app.explain.ExplainedRow;
import org.backprop.app.explain.ExplainedRows;
import org.backprop.app.study.deck.Asked;
import org.backprop.chain.ExampleChain;
import org.backprop.chain.Operand;
import org.backprop.chain.Value;
import org.backprop.model.InitialParameters;
import org.backprop.model.Model;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.run.Run;
import org.backprop.run.Runs;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingResult;

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
 * @param data the file of the rows, on which the page may train
 * @param run the recorded run of the model
 */
record OpenModel(
    String title,
    Model model,
    Map<String, Tensor> trained,
    Map<String, Tensor> fresh,
    int count,
    int first,
    IntFunction<ExplainedRow> row,
    Optional<Target> target,
    Optional<Path> data,
    Optional<Run> run) {

  /** The textbook's network of two inputs, two hidden units and one output. */
  static OpenModel example() {
    var chain = ExampleChain.chain();
    var parameters =
        chain.parameters().stream()
            .collect(Collectors.toMap(Operand::name, it -> numbers(it.value())));
    return of(
        "The textbook's network",
        ExampleChain.model(),
        parameters,
        numbers(chain.step("x").value()),
        numbers(chain.step("y").value()));
  }

  /** A model of these weights with one row. */
  static OpenModel of(
      String title, Model model, Map<String, Tensor> parameters, Tensor x, Tensor y) {
    return of(
        title, model, parameters, new ExplainedRow("the example's row", 1, Optional.empty(), x, y));
  }

  private static OpenModel of(
      String title, Model model, Map<String, Tensor> parameters, ExplainedRow row) {
    return new OpenModel(
        title,
        model,
        parameters,
        parameters,
        1,
        1,
        _ -> row,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The network that the numbers of a card belong to.
   *
   * @throws DataException if it has none
   */
  static OpenModel of(Asked asked) {
    var card = asked.card();
    var example =
        asked
            .example()
            .orElseThrow(() ->
                new DataException("the card %s has no network to be seen".formatted(card.id())));
    var samples = example.x().shape().dim(0);
    var place = samples == 1 ? "one sample" : "%s samples".formatted(samples);
    var row =
        new ExplainedRow(
            "The card's numbers: " + place, 1, Optional.empty(), example.x(), example.y());
    return of("Card " + card.id(), example.model(), example.parameters(), row);
  }

  private static Tensor numbers(Value value) {
    return value.tensor().orElseThrow();
  }

  /**
   * A trained model and the rows of a file.
   *
   * @param file of the model, beside which its runs are
   */
  static OpenModel of(
      Path file, TrainedModel trained, ExplainedRows rows, Path data, Optional<Integer> row) {
    var first = row.map(rows::row).orElseGet(rows::worst);
    return new OpenModel(
        file + " on " + data,
        trained.model(),
        trained.parameters(),
        InitialParameters.of(trained),
        rows.count(),
        first.number(),
        number -> number == first.number() ? first : rows.row(number),
        Optional.of(trained.target()),
        Optional.of(data),
        Runs.beside(file).latest());
  }

  /** A training that begins, and its training rows. */
  static OpenModel of(TrainingPlan plan) {
    var fresh =
        plan.from()
            .map(TrainedModel::parameters)
            .orElseGet(() ->
                InitialParameters.of(
                    plan.model(), plan.trainer().precision(), plan.settings().execution().seed()));
    var rows = plan.data().training();
    return new OpenModel(
        plan.data().target().column() + ", in training",
        plan.model(),
        fresh,
        fresh,
        rows.rows(),
        1,
        number -> row(rows, number),
        Optional.of(plan.data().target()),
        Optional.empty(),
        Optional.empty());
  }

  private static ExplainedRow row(Dataset rows, int number) {
    if (number < 1 || number > rows.rows()) {
      throw new DataException("there are training rows 1 to " + rows.rows() + ", not " + number);
    }
    var one = new int[] {number - 1};
    return new ExplainedRow(
        "training row " + number,
        number,
        Optional.empty(),
        rows.x().rows(one).to(DType.FLOAT64),
        rows.y().rows(one));
  }

  /** The same with the weights of now; those of another model are left out. */
  OpenModel withWeights(Map<String, Tensor> weights) {
    var isOwn =
        trained.entrySet().stream()
            .allMatch(it ->
                weights.containsKey(it.getKey())
                    && Objects.requireNonNull(weights.get(it.getKey()))
                        .shape()
                        .equals(it.getValue().shape()));
    return isOwn && weights.size() == trained.size()
        ? new OpenModel(title, model, weights, fresh, count, first, row, target, data, run)
        : this;
  }

  /** The same after its training. */
  OpenModel trained(TrainingResult result, Optional<Path> file) {
    return new OpenModel(
        file.map(Path::toString).orElse(title),
        result.model().model(),
        result.model().parameters(),
        InitialParameters.of(result.model()),
        count,
        first,
        row,
        Optional.of(result.model().target()),
        data,
        file.flatMap(it -> Runs.beside(it).latest()));
  }
}
