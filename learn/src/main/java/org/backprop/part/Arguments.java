package org.backprop.part;

import java.util.List;
import java.util.Locale;

/**
 * The arguments of a part as a model's text has them: numbers and parts.
 *
 * @param part the part's name, for messages
 */
public record Arguments(String part, List<?> values) {
  public Arguments {
    values = List.copyOf(values);
  }

  /** What {@link ModelPart#arguments} states, as a text has it: numbers as double. */
  static Arguments of(ModelPart part) {
    return new Arguments(
        part.name(),
        part.arguments().stream()
            .map(it -> it instanceof Number number ? (Object) number.doubleValue() : it)
            .toList());
  }

  /** Refuses any other number of arguments. */
  public void requireCount(int count) {
    if (values.size() != count) {
      throw new IllegalArgumentException(
          "%s takes %s arguments, not %s".formatted(part, count, values.size()));
    }
  }

  /** The argument at a position from 0, a number. */
  public double number(int position) {
    if (position < values.size() && values.get(position) instanceof Double number) {
      return number;
    }
    throw new IllegalArgumentException(
        "%s needs a number as argument %s".formatted(part, position + 1));
  }

  /** The argument at a position from 0, a whole number. */
  public int whole(int position) {
    var number = number(position);
    if (number != (int) number) {
      throw new IllegalArgumentException(
          "%s needs a whole number as argument %s, not %s".formatted(part, position + 1, number));
    }
    return (int) number;
  }

  /** All arguments, each a part of one kind, such as {@code Layer.class}. */
  public <T extends ModelPart> List<T> parts(Class<T> kind) {
    return values.stream().map(value -> part(value, kind)).toList();
  }

  private <T extends ModelPart> T part(Object value, Class<T> kind) {
    if (kind.isInstance(value)) {
      return kind.cast(value);
    }
    throw new IllegalArgumentException(
        "%s takes %ss, not %s"
            .formatted(part, kind.getSimpleName().toLowerCase(Locale.ROOT), ModelPart.text(value)));
  }
}
