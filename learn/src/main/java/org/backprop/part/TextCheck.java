package org.backprop.part;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a part's text, which is all that a model file holds of it, makes the same part again:
 * by the prototype of its name, or where there is none by what its constructor without parameters
 * makes.
 */
public final class TextCheck {
  private final List<? extends Catalog<? extends ModelPart>> catalogs;
  private final Faults faults = Faults.none();

  private TextCheck(List<? extends Catalog<? extends ModelPart>> catalogs) {
    this.catalogs = catalogs;
  }

  /**
   * Checks a part and the parts among its arguments.
   *
   * @param catalogs in which prototypes are looked up
   * @return a sentence for each fault; empty if there is none
   */
  public static List<String> of(
      ModelPart part, List<? extends Catalog<? extends ModelPart>> catalogs) {
    var check = new TextCheck(catalogs);
    check.part(part);
    return check.faults.sentences();
  }

  private void part(ModelPart part) {
    part.arguments().stream()
        .filter(ModelPart.class::isInstance)
        .map(ModelPart.class::cast)
        .forEach(this::part);
    faults.attempt("reading the text " + part.text(), () -> again(part));
  }

  private void again(ModelPart part) {
    var prototype = named(part).or(() -> constructed(part));
    var again = prototype.orElse(part).with(Arguments.of(part));
    if (again.getClass() != part.getClass()) {
      faults.add(
          "%s is read as %s, which has that name already; give it another name"
              .formatted(described(part), described(again)));
    } else if (!again.text().equals(part.text())
        || !isSame(part, again)
        || (prototype.isEmpty() && isSilent(part))) {
      faults.add(
          "the text %s does not hold all of %s%s; state each parameter in arguments(), and make the part of them in with(Arguments)"
              .formatted(
                  part.text(), part, prototype.isEmpty() ? "" : ", and is read as " + again));
    }
  }

  private static String described(ModelPart part) {
    return part.text() + " of " + part.getClass().getName();
  }

  private Optional<ModelPart> named(ModelPart part) {
    return catalogs.stream()
        .flatMap(catalog -> catalog.named(part.name()).stream())
        .map(ModelPart.class::cast)
        .findFirst();
  }

  private static Optional<ModelPart> constructed(ModelPart part) {
    try {
      var constructor = part.getClass().getDeclaredConstructor();
      return constructor.trySetAccessible()
          ? Optional.of(constructor.newInstance())
          : Optional.empty();
    } catch (ReflectiveOperationException _) {
      return Optional.empty();
    }
  }

  /** Whether a record has more numbers than its text. */
  private static boolean isSilent(ModelPart part) {
    return part instanceof Record
        && Arrays.stream(part.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .filter(type -> type.isPrimitive() && type != boolean.class)
                .count()
            > part.arguments().size();
  }

  /** Whether two values are equal, field by field where their class does not compare them. */
  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    if (Objects.deepEquals(one, other)) {
      return true;
    }
    if (one == null || other == null) {
      return false;
    }
    if (one instanceof List<?> first && other instanceof List<?> second) {
      return first.size() == second.size()
          && IntStream.range(0, first.size()).allMatch(i -> isSame(first.get(i), second.get(i)));
    }
    if (one instanceof ModelPart || one instanceof Record) {
      return one.getClass() == other.getClass()
          && fields(one.getClass())
              .allMatch(field -> isSame(value(field, one), value(field, other)));
    }
    return !isData(one);
  }

  /** Functions and the like cannot be compared. */
  private static boolean isData(Object value) {
    return value instanceof Number
        || value instanceof CharSequence
        || value instanceof Boolean
        || value instanceof Enum<?>
        || value.getClass().isArray();
  }

  private static Stream<Field> fields(Class<?> type) {
    return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
        .flatMap(it -> Arrays.stream(it.getDeclaredFields()))
        .filter(field -> !Modifier.isStatic(field.getModifiers()) && field.trySetAccessible());
  }

  private static @Nullable Object value(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
