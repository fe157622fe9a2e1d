package org.backprop.part;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The parts of one kind, found by name: those passed in by the caller, then the built-in ones, then
 * those that {@link ServiceLoader} finds on the class path or module path.
 *
 * @param kind the service interface, such as {@code Likelihood}
 * @param builtIn the parts of this library, in the order in which messages list them
 */
public record Catalog<T extends Named>(Class<T> kind, List<T> builtIn) {
  public Catalog {
    builtIn = List.copyOf(builtIn);
  }

  /** This catalog with more parts, which are found before all others. */
  public Catalog<T> with(List<? extends Named> more) {
    var own = more.stream().filter(kind::isInstance).map(kind::cast);
    return new Catalog<>(kind, Stream.concat(own, builtIn.stream()).toList());
  }

  /**
   * The part of that name, in any case and with or without hyphens.
   *
   * @throws ProviderException if no built-in part has it, and a provider cannot be loaded
   */
  public Optional<T> named(String name) {
    var plain = plain(name);
    return all().filter(part -> plain(part.name()).equals(plain)).findFirst();
  }

  /** The part of that name and narrower kind, likewise. */
  public <S extends T> Optional<S> named(String name, Class<S> narrower) {
    return named(name).filter(narrower::isInstance).map(narrower::cast);
  }

  /** The names, each once. */
  public List<String> names() {
    return names(kind);
  }

  /** The names of the parts of a narrower kind, each once. */
  public List<String> names(Class<? extends T> narrower) {
    return all().filter(narrower::isInstance).map(Named::name).distinct().toList();
  }

  /** The providers are loaded where no built-in part is found before. */
  private Stream<T> all() {
    return Stream.concat(builtIn.stream(), Stream.of(kind).flatMap(Catalog::provided));
  }

  private static <T> Stream<T> provided(Class<T> kind) {
    try {
      return ServiceLoader.load(kind).stream().map(ServiceLoader.Provider::get).toList().stream();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ProviderException(kind, e);
    }
  }

  private static String plain(String name) {
    return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
  }
}
