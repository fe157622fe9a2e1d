package org.backprop.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.likelihood.Likelihood;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.LabelledRows;
import org.backprop.prepare.LikelihoodChoice;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.PreparationOptions;
import org.backprop.prepare.Split;
import org.backprop.prepare.Target;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Source;
import org.backprop.table.DataException;
import org.backprop.table.Table;

/** A table to train from: chooses the likelihood, splits the rows and learns their preparation. */
record TableSource(
    Table table,
    String target,
    Optional<Likelihood> likelihood,
    PreparationOptions options,
    HeldOutRows<Table> validation,
    HeldOutRows<Table> test,
    long seed) {

  private static final int FEW = 5;

  TrainingData resolve() {
    var labelled = table.select(table.rowsWith(target));
    var choice = choice(labelled);
    var split = split(labelled, choice);
    var train = labelled.select(split.train());
    var preparation = Preparation.fit(train, target, choice.likelihood(), options);
    var notices = notices(labelled, preparation);
    var examples = preparation.examples(train);
    notices.addAll(examples.notices());
    if (examples.data().rows() == 0) {
      throw new DataException(
          table.source()
              + ": every training row has a missing value; use --missing impute to fill them in");
    }
    return new TrainingData(
        choice,
        preparation.target(),
        Optional.of(preparation),
        examples.data(),
        part(preparation, labelled, split.validation(), validation),
        part(preparation, labelled, split.test(), test),
        heldOut(labelled, split),
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
        .map(stated -> new LikelihoodChoice(stated, "as asked for", "--likelihood"))
        .orElseGet(() -> LikelihoodChoice.infer(labelled, target, options.types()));
  }

  private Split split(Table labelled, LikelihoodChoice choice) {
    return choice.likelihood().encoding().isClasses()
        ? Split.ofClasses(labelled.codes(target), validation.share(), test.share(), seed)
        : Split.of(labelled.rowCount(), validation.share(), test.share(), seed);
  }

  private List<String> notices(Table labelled, Preparation preparation) {
    var notices = new ArrayList<>(table.notices());
    var without = table.rowCount() - labelled.rowCount();
    if (without > 0) {
      notices.add(without + " rows without a value of " + target + " are left out.");
    }
    if (preparation.target() instanceof Target.Classes classes) {
      addRare(classes, labelled, notices);
    }
    notices.addAll(preparation.notices());
    return notices;
  }

  private static void addRare(Target.Classes classes, Table labelled, List<String> notices) {
    var counts = new int[classes.levels().size()];
    for (var label : classes.labels(labelled)) {
      counts[label]++;
    }
    for (var i = 0; i < counts.length; i++) {
      if (counts[i] < FEW) {
        notices.add(
            "Class %s of %s has only %d rows; its predictions will be poor."
                .formatted(classes.levels().get(i), classes.column(), counts[i]));
      }
    }
  }

  private Optional<Dataset> part(
      Preparation preparation, Table labelled, int[] rows, HeldOutRows<Table> part) {
    var own = rows.length == 0 ? Stream.<Table>empty() : Stream.of(labelled.select(rows));
    return Stream.concat(part.given().stream(), own)
        .findFirst()
        .map(preparation::examples)
        .map(LabelledRows::data)
        .filter(data -> data.rows() > 0);
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
