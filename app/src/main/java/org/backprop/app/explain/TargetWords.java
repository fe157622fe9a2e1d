package org.backprop.app.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.app.Numbers;
import org.backprop.chain.Chain;
import org.backprop.prepare.Target;
import org.backprop.tensor.Tensor;

/** y_hat and y of one row in the target's own units, or by the names of its classes. */
public record TargetWords(Target target, Tensor prediction, Tensor truth) {

  /** Of a chain's row; empty where y_hat has no numbers. */
  public static Optional<TargetWords> of(Target target, Chain chain) {
    var truth = chain.step("y").value().tensor().orElseThrow();
    return chain
        .step("y_hat")
        .value()
        .tensor()
        .map(prediction -> new TargetWords(target, prediction, truth));
  }

  /** A sentence; empty where the network's numbers are the target's own. */
  public Optional<String> sentence() {
    return switch (target) {
      case Target.Classes classes -> Optional.of(sentence(classes));
      case Target.Number number when isPlain(number) -> Optional.empty();
      case Target.Number number ->
          Optional.of(
              "In units of %s: y_hat %s, y %s, y_hat - y %s (1 in the network is %s)."
                  .formatted(
                      number.column(),
                      Numbers.of(number.restore(prediction.item())),
                      Numbers.of(number.restore(truth.item())),
                      Numbers.of(number.scale() * (prediction.item() - truth.item())),
                      Numbers.of(number.scale())));
    };
  }

  private static boolean isPlain(Target.Number number) {
    return number.mean() == 0 && number.scale() == 1;
  }

  private String sentence(Target.Classes classes) {
    var levels = classes.levels();
    if (classes.binary()) {
      return "The probability of %s %s is %s; the truth is %s."
          .formatted(
              classes.column(),
              levels.get(1),
              Numbers.of(prediction.item()),
              levels.get((int) truth.item()));
    }
    var most =
        IntStream.range(0, levels.size())
            .boxed()
            .sorted((i, j) -> Double.compare(prediction.at(j), prediction.at(i)))
            .limit(4)
            .map(i -> levels.get(i) + " " + Numbers.of(prediction.at(i)))
            .collect(Collectors.joining(", "));
    var right = IntStream.range(0, levels.size()).filter(i -> truth.at(i) == 1).findFirst();
    return "y_hat of %s: %s%s; the truth is %s."
        .formatted(
            classes.column(),
            most,
            levels.size() > 4 ? ", ..." : "",
            right.isPresent() ? levels.get(right.getAsInt()) : "none");
  }

  /** For JSON: y_hat and y of a number in its own units; of classes their names. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("column", target.column());
    switch (target) {
      case Target.Number number -> {
        map.put("y_hat", number.restore(prediction.item()));
        map.put("y", number.restore(truth.item()));
      }
      case Target.Classes classes -> map.put("levels", classes.levels());
    }
    return map;
  }
}
