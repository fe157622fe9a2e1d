package org.backprop.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.backprop.advice.Notice;
import org.backprop.layer.Activations;
import org.backprop.likelihood.Likelihood;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.PreparationOptions;
import org.backprop.prepare.Target;
import org.backprop.provenance.Choice;
import org.backprop.provenance.History;
import org.backprop.provenance.Origin;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.RowsUsed;
import org.backprop.provenance.RunCommand;
import org.backprop.provenance.Source;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** Models with random parameters, which predict like any other. */
public final class Trained {
  private static final List<String> COLUMNS =
      List.of("length", "colour", "noise", "kind", "yes", "count", "price");

  private Trained() {}

  /** Rows of numbers and words, with targets of every sort. */
  public static Table table(int rows) {
    var random = new SplittableRandom(42);
    var all = new ArrayList<List<String>>();
    for (var i = 0; i < rows; i++) {
      var length = random.nextInt(1000) / 10.0;
      var colour = List.of("red", "green", "blue").get(random.nextInt(3));
      var kind = length < 30 ? "small" : length < 70 ? "medium" : "large";
      all.add(
          List.of(
              String.valueOf(length),
              colour,
              String.valueOf(random.nextInt(1000)),
              kind,
              colour.equals("red") ? "yes" : "no",
              String.valueOf((int) (length / 20)),
              String.valueOf(3 * length + random.nextInt(10) + 1)));
    }
    return Table.of(COLUMNS, all);
  }

  /** The preparation of length, colour and noise for one of the targets. */
  public static Preparation preparation(String target, Likelihood likelihood, DType dtype) {
    var options = PreparationOptions.defaults().withDtype(dtype);
    for (var column : COLUMNS.subList(3, COLUMNS.size())) {
      options = column.equals(target) ? options : options.withIgnored(column);
    }
    return Preparation.fit(table(200), target, likelihood, options);
  }

  /** A model of a table with one hidden layer. */
  public static TrainedModel of(String target, Likelihood likelihood, DType dtype) {
    var preparation = preparation(target, likelihood, dtype);
    var outputs = preparation.target().width();
    var model =
        Model.network(
            preparation.featureCount(), List.of(8), Activations.TANH, outputs, likelihood);
    return of(model, dtype, dtype, Optional.of(preparation), preparation.target());
  }

  /** A model with random parameters and a dispersion of 0.5 where it has one. */
  public static TrainedModel of(
      Model model, DType dtype, DType input, Optional<Preparation> preparation, Target target) {
    var random = new SplittableRandom(5);
    var parameters = new LinkedHashMap<String, Tensor>();
    for (var p : ModelGraph.predicting(model, dtype, input, 1).parameters()) {
      parameters.put(p.name(), p.initial(random));
    }
    var dispersion = model.likelihood().hasDispersion() ? 0.5 : 1;
    var provenance = Optional.of(provenance(target.column(), model.likelihood().name()));
    return new TrainedModel(model, parameters, input, preparation, target, dispersion, provenance);
  }

  /** Of a training of two epochs that did not take place. */
  public static Provenance provenance(String target, String likelihood) {
    return new Provenance(
        new Origin(
            "0.1.0",
            List.of(Source.of("train", "table", 120, 7).inFile("rows.csv", "0a".repeat(32))),
            Optional.of(
                new RunCommand(
                    "train",
                    List.of("rows.csv"),
                    Map.of("target", List.of(target), "no_header", List.of())))),
        new Choice(target, likelihood, "it was stated", List.of(Notice.of("one"))),
        Map.of("learning", Map.of("optimizer", "adam"), "execution", Map.of("seed", 7)),
        new History(2, 1, List.of(0.5, 0.25), List.of(0.75, Double.NaN)),
        new RowsUsed(100, 20, 0, List.of(3, 5), List.of()),
        List.of(0.5),
        Map.of("train", Map.of("rows", 100, "loss", 0.25)),
        List.of());
  }
}
