package org.backprop.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.LikelihoodChoice;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.Target;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Source;

/**
 * Everything that data decides before a model is built.
 *
 * @param choice the likelihood and why
 * @param preparation how rows of a table are encoded; empty for images
 * @param heldOut the rows of the source, from 0, that training does not see: {@code validation} and
 *     {@code test}, each if they were split off the source itself
 * @param rows the row of its source that each example was made of, by part
 * @param notices what the user should know
 * @param sources the data that were read, those of the training rows first
 */
public record TrainingData(
    LikelihoodChoice choice,
    Target target,
    Optional<Preparation> preparation,
    Dataset training,
    Optional<Dataset> validation,
    Optional<Dataset> test,
    Map<String, List<Integer>> heldOut,
    Map<String, RowNumbers> rows,
    List<Notice> notices,
    List<Source> sources) {

  public TrainingData {
    heldOut = Collections.unmodifiableMap(new LinkedHashMap<>(heldOut));
    rows = Map.copyOf(rows);
    notices = List.copyOf(notices);
    sources = List.copyOf(sources);
  }

  /** The same with more notices. */
  TrainingData withNotices(List<Notice> more) {
    return new TrainingData(
        choice,
        target,
        preparation,
        training,
        validation,
        test,
        heldOut,
        rows,
        Stream.concat(notices.stream(), more.stream()).toList(),
        sources);
  }

  /**
   * The same without rows of the source, from 0. Training rows get the weight 0, so that the order
   * of the others is as with them, and the values of another row, since their own may be extreme.
   */
  TrainingData without(Set<Integer> left) {
    var source = new int[training.rows()];
    var weights = new double[training.rows()];
    var numbers = Objects.requireNonNull(rows.get(Parts.TRAIN));
    var other = IntStream.range(0, source.length).filter(i -> !left.contains(numbers.row(i)));
    var first = other.findFirst().orElse(0);
    for (var i = 0; i < source.length; i++) {
      var counts = !left.contains(numbers.row(i));
      source[i] = counts ? i : first;
      weights[i] = counts ? training.weights().at(i) : 0;
    }
    return new TrainingData(
        choice,
        target,
        preparation,
        training.select(source).withWeights(weights),
        without(validation, Parts.VALIDATION, left),
        without(test, Parts.TEST, left),
        heldOut,
        rowsWithout(left),
        notices,
        sources);
  }

  private Map<String, RowNumbers> rowsWithout(Set<Integer> left) {
    var others = new LinkedHashMap<>(rows);
    others.replaceAll((part, numbers) ->
        isHeldOut(part)
            ? RowNumbers.of(numbers.rows().filter(row -> !left.contains(row)).toArray())
            : numbers);
    return others;
  }

  /** Whether the rows of a part were split off the source. */
  private boolean isHeldOut(String part) {
    return !heldOut.getOrDefault(part, List.of()).isEmpty();
  }

  private Optional<Dataset> without(Optional<Dataset> part, String name, Set<Integer> left) {
    if (part.isEmpty() || !isHeldOut(name)) {
      return part;
    }
    var numbers = Objects.requireNonNull(rows.get(name));
    var kept =
        IntStream.range(0, numbers.count()).filter(i -> !left.contains(numbers.row(i))).toArray();
    return part.map(data -> data.select(kept)).filter(data -> data.rows() > 0);
  }

  /** The same with other weights of the training rows. */
  TrainingData withWeights(double... weights) {
    return new TrainingData(
        choice,
        target,
        preparation,
        training.withWeights(weights),
        validation,
        test,
        heldOut,
        rows,
        notices,
        sources);
  }
}
