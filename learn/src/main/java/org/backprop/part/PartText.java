package org.backprop.part;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part as it is written, {@code residual(dense(8), tanh())}: a name, and in parentheses its
 * arguments, each a number or a part.
 *
 * @param arguments each a {@code Double} or a {@code PartText}
 */
public record PartText(String name, List<?> arguments) {
  public PartText {
    arguments = List.copyOf(arguments);
  }

  /**
   * The parts of a list, separated by commas, as a model's text has them.
   *
   * @throws IllegalArgumentException with the position, if it is no such list
   */
  public static List<PartText> list(String text) {
    return new PartReader(text, false).list();
  }

  /** The parts of a list that a person typed: {@code tanh} is {@code tanh()}. */
  public static List<PartText> typed(String text) {
    return new PartReader(text, true).list();
  }

  /** The name, and those of the parts among the arguments. */
  public Stream<String> names() {
    return Stream.concat(
        Stream.of(name),
        arguments.stream()
            .flatMap(it -> it instanceof PartText part ? part.names() : Stream.<String>of()));
  }

  /** The arguments, their parts made of prototypes. */
  public Arguments arguments(Function<String, Optional<? extends ModelPart>> prototypes) {
    return new Arguments(
        name,
        arguments.stream()
            .map(it -> it instanceof PartText part ? (Object) part.part(prototypes) : it)
            .toList());
  }

  /**
   * The part, made of prototypes by name.
   *
   * @throws IllegalArgumentException if there is none of a name, or it does not take the arguments
   */
  public ModelPart part(Function<String, Optional<? extends ModelPart>> prototypes) {
    return prototypes
        .apply(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no part \"" + name + "\""))
        .with(arguments(prototypes));
  }

  @Override
  public String toString() {
    return arguments.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
