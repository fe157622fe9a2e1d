package org.backprop.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a column of Java objects, each in the form of its class. */
final class JavaValues {
  private final List<? extends @Nullable Object> values;
  private final String name;

  private JavaValues(List<? extends @Nullable Object> values, String name) {
    this.values = values;
    this.name = name;
  }

  /**
   * The column of that name of these objects, of which null and NaN are missing; texts, also beside
   * other objects, are taken as the cells of a file.
   *
   * @throws DataException if an object is of a class that no column can hold
   */
  static Column column(List<? extends @Nullable Object> values, String name) {
    return new JavaValues(values, name).column();
  }

  private Column column() {
    if (are(value -> value instanceof Double || value instanceof Float)) {
      return Numbers.of(values.stream().mapToDouble(JavaValues::number).toArray());
    }
    if (are(JavaValues::isExactNumber)) {
      return exact();
    }
    if (are(Boolean.class::isInstance)) {
      return Flags.of(values.stream().<@Nullable Boolean>map(Boolean.class::cast).toList());
    }
    if (are(Temporal.class::isInstance)) {
      return DateTimes.of(values.stream().<@Nullable Temporal>map(Temporal.class::cast).toList());
    }
    return ReadCells.of(values.stream().map(this::text).toList()).typed();
  }

  private boolean are(Predicate<Object> kind) {
    return values.stream().filter(Objects::nonNull).allMatch(kind);
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static boolean isExactNumber(Object value) {
    return isWhole(value) || value instanceof BigInteger || value instanceof BigDecimal;
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private Column exact() {
    var numbers = new DecimalNumbersBuilder(values.size());
    for (var value : values) {
      switch (value) {
        case null -> numbers.addMissing();
        case BigInteger it -> numbers.add(it);
        case BigDecimal it -> numbers.add(it);
        default -> numbers.add(((Number) value).longValue());
      }
    }
    return numbers.build();
  }

  private String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case CharSequence _, Enum<?> _, Character _ -> value.toString().strip();
      case Boolean _, Temporal _ -> value.toString();
      case Number it when isExactNumber(it) -> it.toString();
      case Double it -> CellText.canonical(it);
      case Float it -> CellText.canonical(it);
      default ->
          throw new DataException(
              "%s is a %s, which no column can hold; give a number, a text, a boolean or a date of java.time."
                  .formatted(name, value.getClass().getName()));
    };
  }
}
