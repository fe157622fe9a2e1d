package org.backprop.chain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.tensor.Tensor;

/** What a step has come to. Only a computed value has numbers: none of the others reads as 0. */
public sealed interface Value {

  /** The numbers, with samples as rows. */
  record Computed(Tensor numbers) implements Value {}

  /** Not yet computed: no numbers were given, or the chain has only come to an earlier step. */
  record NotYet() implements Value {}

  /**
   * Not computable in floating point.
   *
   * @param reason as in {@code dL/dy_hat is not finite}
   */
  record Undefined(String reason) implements Value {}

  /** The numbers if there are any, with samples as rows. */
  default Optional<Tensor> tensor() {
    return this instanceof Computed(var tensor) ? Optional.of(tensor) : Optional.empty();
  }

  /** The state, and the shape and numbers row-major as the orientation shows them. */
  default Map<String, Object> toMap(Orientation orientation) {
    var map = new LinkedHashMap<String, Object>();
    switch (this) {
      case Computed(var numbers) -> {
        var shown = orientation.of(numbers);
        map.put("state", "computed");
        map.put("shape", Arrays.stream(shown.shape().dims()).boxed().toList());
        map.put("numbers", Arrays.stream(shown.toDoubles()).boxed().toList());
      }
      case NotYet() -> map.put("state", "not yet computed");
      case Undefined(var reason) -> {
        map.put("state", "undefined");
        map.put("reason", reason);
      }
    }
    return map;
  }
}
