package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.app.Numbers;
import org.backprop.app.study.exercise.HomeworkText.Entry;
import org.backprop.chain.Orientation;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The samples, parameters and rate of a homework, for samples as rows.
 *
 * @param zeros the biases that were not given and are 0
 */
record HomeworkInputs(int samples, Map<String, Tensor> numbers, List<String> zeros) {
  private static final double USUAL_RATE = 0.1;
  private static final double ROUNDING = 0.01; // of shares such as 0.33

  /** Keeps copies. */
  HomeworkInputs {
    numbers = Map.copyOf(numbers);
    zeros = List.copyOf(zeros);
  }

  /**
   * Reads them.
   *
   * @throws DataException if one is missing, is no numbers or has another shape
   */
  static HomeworkInputs of(HomeworkText text, Model model) {
    return new Reader(text, model).read();
  }

  /** Numbers as they are typed, in an orientation; empty if they do not have the shape. */
  static Optional<Tensor> rows(List<Typed> readings, Shape shape, Orientation orientation) {
    return readings.stream().flatMap(it -> rows(it, shape, orientation).stream()).findFirst();
  }

  private static Optional<Tensor> rows(Typed typed, Shape shape, Orientation orientation) {
    var isMatrix = shape.rank() == 2 && shape.dim(0) > 1 && shape.dim(1) > 1;
    if (!isMatrix) {
      return typed.isVector() && typed.numbers().size() == shape.size()
          ? Optional.of(Tensor.of(shape, typed.values()))
          : Optional.empty();
    }
    var shown = orientation == Orientation.ROWS ? typed : typed.transposed();
    return shown.rows() == shape.dim(0) && shown.columns() == shape.dim(1)
        ? Optional.of(Tensor.of(shape, shown.values()))
        : Optional.empty();
  }

  private static final class Reader {
    private final HomeworkText text;
    private final Model model;
    private final Map<String, Entry> entries;

    Reader(HomeworkText text, Model model) {
      this.text = text;
      this.model = model;
      this.entries =
          text.entries().stream()
              .filter(it -> ValueNames.isInput(it.name()))
              .collect(
                  Collectors.toMap(
                      it -> ValueNames.plain(it.name()),
                      it -> it,
                      this::twice,
                      LinkedHashMap::new));
    }

    private Entry twice(Entry first, Entry second) {
      throw text.fault(second, "%s is in line %s already".formatted(first.name(), first.line()));
    }

    HomeworkInputs read() {
      var samples = samples();
      var numbers = new HashMap<String, Tensor>();
      var zeros = new ArrayList<String>();
      numbers.put("x", tensor("x", Shape.of(samples, model.features().count())));
      numbers.put("y", tensor("y", Shape.of(samples, model.outputs())));
      numbers.put(
          "rate",
          entries.containsKey("rate")
              ? tensor("rate", Shape.SCALAR)
              : Tensor.scalar(DType.FLOAT64, USUAL_RATE));
      for (var it :
          ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, samples).parameters()) {
        if (it.name().startsWith("b") && !entries.containsKey(it.name())) {
          zeros.add(it.name());
          numbers.put(it.name(), Tensor.zeros(DType.FLOAT64, it.node().shape()));
        } else {
          numbers.put(it.name(), tensor(it.name(), it.node().shape()));
        }
      }
      requireKnown(numbers);
      requireTargets(Objects.requireNonNull(numbers.get("y")));
      return new HomeworkInputs(samples, numbers, zeros);
    }

    private void requireKnown(Map<String, Tensor> numbers) {
      entries.forEach((name, entry) -> {
        if (!numbers.containsKey(name)) {
          throw text.fault(entry, "the network has no %s".formatted(name));
        }
      });
    }

    /** Targets of which the likelihood has a probability; those of classes may be shares. */
    private void requireTargets(Tensor y) {
      var likelihood = model.likelihood();
      var isClasses = likelihood.encoding().isClasses();
      for (var i = 0; i < y.size(); i++) {
        var isPossible =
            isClasses ? y.at(i) >= 0 && y.at(i) <= 1 : likelihood.support().contains(y.at(i));
        if (!isPossible) {
          throw text.fault(
              entry("y"),
              "y has %s, but its numbers are %s"
                  .formatted(
                      Numbers.of(y.at(i)),
                      isClasses ? "from 0 to 1" : likelihood.support().words()));
        }
      }
      if (likelihood.encoding() == TargetEncoding.ONE_HOT) {
        requireDistributions(y);
      }
    }

    private void requireDistributions(Tensor y) {
      var classes = model.outputs();
      for (var row = 0; row < y.size(); row += classes) {
        var first = row;
        var sum = IntStream.range(0, classes).mapToDouble(k -> y.at(first + k)).sum();
        if (Math.abs(sum - 1) > ROUNDING) {
          throw text.fault(
              entry("y"),
              "the numbers of a sample in y add up to %s; those of a class are 1 and 0"
                  .formatted(Numbers.of(sum)));
        }
      }
    }

    private Entry entry(String name) {
      return Optional.ofNullable(entries.get(name))
          .orElseThrow(() ->
              text.fault(
                  text.network(),
                  "the network needs %s; add a line %s = ...".formatted(name, name)));
    }

    private List<Typed> readings(Entry entry) {
      try {
        return Typed.readings(entry.text());
      } catch (Typed.FormException e) {
        throw text.fault(entry, e.reason());
      }
    }

    /** How many samples x has. */
    private int samples() {
      var entry = entry("x");
      var features = model.features().count();
      for (var typed : readings(entry)) {
        var shown = text.notation().orientation() == Orientation.ROWS ? typed : typed.transposed();
        if (shown.columns() == features) {
          return shown.rows();
        }
        if (typed.isVector() && (features == 1 || typed.numbers().size() == features)) {
          return typed.numbers().size() / features;
        }
      }
      throw text.fault(
          entry,
          "x has not %s numbers for each sample, as the network has inputs".formatted(features));
    }

    private Tensor tensor(String name, Shape shape) {
      var entry = entry(name);
      var orientation = text.notation().orientation();
      return rows(readings(entry), shape, orientation)
          .orElseThrow(() -> {
            var shown = orientation.of(Tensor.zeros(DType.FLOAT64, shape));
            return text.fault(
                entry, "%s: %s".formatted(name, Marking.form(shown, readings(entry).getLast())));
          });
    }
  }
}
