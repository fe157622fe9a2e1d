package org.backprop.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.likelihood.Likelihood;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.LabelledRows;
import org.backprop.prepare.LikelihoodChoice;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.PreparationOptions;
import org.backprop.prepare.Split;
import org.backprop.prepare.TargetRows;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Source;
import org.backprop.table.DataException;
import org.backprop.table.Table;

/**
 * A table to train from: chooses the likelihood, splits the rows and learns their preparation.
 *
 * @param known the preparation of a model that training starts from
 * @param weights the column that states how much each row counts
 * @param without rows of the table, from 0, that the preparation is not learned from
 */
record TableSource(
    Table table,
    String target,
    Optional<Likelihood> likelihood,
    PreparationOptions options,
    HeldOutRows<Table> validation,
    HeldOutRows<Table> test,
    long seed,
    Optional<Preparation> known,
    Optional<String> weights,
    Set<Integer> without) {

  TrainingData resolve() {
    var withTarget = TargetRows.of(table, target);
    var labelled = withTarget.rows();
    var choice = choice(labelled);
    var split = split(labelled, choice);
    var train = labelled.select(split.train());
    var preparation =
        known.orElseGet(
            () -> Preparation.fit(counting(train), target, choice.likelihood(), options));
    var notices = new ArrayList<>(table.notices());
    notices.addAll(withTarget.notices());
    choice.notice().ifPresent(notices::add);
    var examples = preparation.examples(train);
    notices.addAll(known.isEmpty() ? preparation.notices() : examples.notices());
    if (examples.data().rows() == 0) {
      throw new DataException(
          table.source() + ": every training row has a missing value",
          "use {} to fill them in",
          Remedy.of(Setting.MISSING, "impute"));
    }
    var validated = part(preparation, labelled, split.validation(), validation);
    var tested = part(preparation, labelled, split.test(), test);
    var rows = new LinkedHashMap<String, RowNumbers>();
    rows.put(Parts.TRAIN, numbers(train, examples));
    validated.ifPresent(it -> rows.put(Parts.VALIDATION, it.rows()));
    tested.ifPresent(it -> rows.put(Parts.TEST, it.rows()));
    return new TrainingData(
        choice,
        preparation.target(),
        Optional.of(preparation),
        weighted(train, examples),
        validated.map(Held::data),
        tested.map(Held::data),
        heldOut(labelled, split),
        rows,
        notices,
        sources());
  }

  private List<Source> sources() {
    var sources = new ArrayList<>(List.of(source(Parts.TRAIN, table)));
    validation.given().ifPresent(rows -> sources.add(source(Parts.VALIDATION, rows)));
    test.given().ifPresent(rows -> sources.add(source(Parts.TEST, rows)));
    return sources;
  }

  private static Source source(String part, Table rows) {
    return Source.of(part, rows.source(), rows.rowCount(), rows.columns().size());
  }

  private LikelihoodChoice choice(Table labelled) {
    return likelihood
        .map(stated -> new LikelihoodChoice(stated, "as asked for", Optional.empty()))
        .orElseGet(() -> LikelihoodChoice.infer(labelled, target, options.types()));
  }

  private Split split(Table labelled, LikelihoodChoice choice) {
    return choice.likelihood().encoding().isClasses()
        ? Split.ofClasses(labelled.codes(target), validation.share(), test.share(), seed)
        : Split.of(labelled.rowCount(), validation.share(), test.share(), seed);
  }

  /** The examples of a part, and the rows that they were made of. */
  private record Held(Dataset data, RowNumbers rows) {}

  private Optional<Held> part(
      Preparation preparation, Table labelled, int[] rows, HeldOutRows<Table> part) {
    var own = rows.length == 0 ? Stream.<Table>empty() : Stream.of(labelled.select(rows));
    return Stream.concat(part.given().stream(), own)
        .findFirst()
        .map(held -> held(held, preparation.examples(held)))
        .filter(held -> held.data().rows() > 0);
  }

  private Held held(Table rows, LabelledRows examples) {
    return new Held(weighted(rows, examples), numbers(rows, examples));
  }

  private static RowNumbers numbers(Table rows, LabelledRows examples) {
    return RowNumbers.of(Arrays.stream(examples.rows()).map(rows::position).toArray());
  }

  /** The rows that are not left out. */
  private Table counting(Table rows) {
    return without.isEmpty()
        ? rows
        : rows.select(
            IntStream.range(0, rows.rowCount())
                .filter(row -> !without.contains(rows.position(row)))
                .toArray());
  }

  /** The examples made of a table's rows, counting as much as the column of weights states. */
  private Dataset weighted(Table rows, LabelledRows examples) {
    return weights
        .map(column -> examples.data().withWeights(RowWeights.of(rows, column, examples.rows())))
        .orElse(examples.data());
  }

  private static Map<String, List<Integer>> heldOut(Table labelled, Split split) {
    var heldOut = new LinkedHashMap<String, List<Integer>>();
    heldOut.put(Parts.VALIDATION, positions(labelled, split.validation()));
    heldOut.put(Parts.TEST, positions(labelled, split.test()));
    return heldOut;
  }

  private static List<Integer> positions(Table labelled, int[] rows) {
    return Arrays.stream(rows).map(labelled::position).boxed().toList();
  }
}
