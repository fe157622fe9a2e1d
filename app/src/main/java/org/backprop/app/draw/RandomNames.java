package org.backprop.app.draw;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.layer.Dropout;
import org.backprop.layer.Layer;
import org.backprop.layer.Residual;
import org.backprop.model.Model;

/** What pictures call the values that layers draw at random: {@code dropout 0.2}. */
final class RandomNames {
  private RandomNames() {}

  /**
   * A name for each value, in order: of the dropout that draws it, or its own if other layers draw.
   */
  static List<String> of(Model model, List<String> values) {
    var dropouts =
        model.layers().stream()
            .flatMap(RandomNames::dropouts)
            .map(it -> "dropout " + it.rate())
            .toList();
    return dropouts.size() == values.size() ? dropouts : values;
  }

  private static Stream<Dropout> dropouts(Layer layer) {
    if (layer instanceof Residual residual) {
      return residual.layers().stream().flatMap(RandomNames::dropouts);
    }
    return layer instanceof Dropout dropout && dropout.rate() > 0
        ? Stream.of(dropout)
        : Stream.empty();
  }
}
