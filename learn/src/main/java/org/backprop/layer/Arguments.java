package org.backprop.layer;

import java.util.List;
import org.backprop.table.Counted;

/**
 * The arguments of a layer as a model's text has them: numbers and layers.
 *
 * @param layer the layer's name, for messages
 */
public record Arguments(String layer, List<?> values) {
  public Arguments {
    values = List.copyOf(values);
  }

  /** Refuses any other number of arguments. */
  public void requireCount(int count) {
    if (values.size() != count) {
      throw new IllegalArgumentException(
          "%s takes %s, not %s".formatted(layer, Counted.of(count, "argument"), values.size()));
    }
  }

  /** The argument at a position from 0, a number. */
  public double number(int position) {
    if (position < values.size() && values.get(position) instanceof Double number) {
      return number;
    }
    throw new IllegalArgumentException(
        "%s needs a number as argument %s".formatted(layer, position + 1));
  }

  /** The argument at a position from 0, a whole number. */
  public int whole(int position) {
    var number = number(position);
    if (number != (int) number) {
      throw new IllegalArgumentException(
          "%s needs a whole number as argument %s, not %s".formatted(layer, position + 1, number));
    }
    return (int) number;
  }

  /** All arguments, each a layer. */
  public List<Layer> layers() {
    return values.stream().map(this::layer).toList();
  }

  private Layer layer(Object value) {
    if (value instanceof Layer inner) {
      return inner;
    }
    throw new IllegalArgumentException(layer + " takes layers, not " + value);
  }
}
