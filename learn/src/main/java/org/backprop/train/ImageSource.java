package org.backprop.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.likelihood.Likelihoods;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.LikelihoodChoice;
import org.backprop.prepare.Split;
import org.backprop.prepare.Target;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Source;
import org.backprop.table.Idx;

/** Images with their labels to train from. */
record ImageSource(
    LabelledImages source,
    HeldOutRows<LabelledImages> validation,
    HeldOutRows<LabelledImages> test,
    long seed) {

  TrainingData resolve() {
    var classes = source.labels().classes();
    var all = source.dataset(classes);
    var split = Split.ofClasses(source.labels().toArray(), validation.share(), test.share(), seed);
    return new TrainingData(
        new LikelihoodChoice(
            Likelihoods.categorical(), "the labels have " + classes + " classes", Optional.empty()),
        new Target.Classes("label", levels(classes), false),
        Optional.empty(),
        split.train().length == all.rows() ? all : all.select(split.train()),
        part(all, split.validation(), validation, classes),
        part(all, split.test(), test, classes),
        Map.of(Parts.VALIDATION, list(split.validation()), Parts.TEST, list(split.test())),
        Map.of(
            Parts.TRAIN, RowNumbers.of(split.train()),
            Parts.VALIDATION, numbers(split.validation(), validation),
            Parts.TEST, numbers(split.test(), test)),
        List.of(),
        sources());
  }

  private List<Source> sources() {
    var sources = new ArrayList<>(List.of(source(Parts.TRAIN, this.source.images())));
    validation.given().ifPresent(rows -> sources.add(source(Parts.VALIDATION, rows.images())));
    test.given().ifPresent(rows -> sources.add(source(Parts.TEST, rows.images())));
    return sources;
  }

  private static Source source(String part, Idx.Images images) {
    return Source.of(part, "images", images.count(), images.height() * images.width());
  }

  private static List<String> levels(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  private static Optional<Dataset> part(
      Dataset all, int[] rows, HeldOutRows<LabelledImages> part, int classes) {
    var own = rows.length == 0 ? Stream.<Dataset>empty() : Stream.of(all.select(rows));
    var given = part.given().map(images -> images.dataset(classes));
    return Stream.concat(given.stream(), own).findFirst();
  }

  private static RowNumbers numbers(int[] rows, HeldOutRows<LabelledImages> part) {
    return part.given()
        .map(images -> RowNumbers.of(IntStream.range(0, images.images().count()).toArray()))
        .orElse(RowNumbers.of(rows));
  }

  private static List<Integer> list(int[] rows) {
    return Arrays.stream(rows).boxed().toList();
  }
}
