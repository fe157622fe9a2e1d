package org.backprop.part;

/** A service file names a provider that cannot be loaded; the message says which and why. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProviderException(Class<?> kind, Throwable cause) {
    super(
        "META-INF/services/%s cannot be used: %s; each line is the name of a public class with a public constructor without parameters"
            .formatted(kind.getName(), why(kind, cause)),
        cause);
  }

  private static String why(Class<?> kind, Throwable failure) {
    var first = String.valueOf(failure.getMessage()).replace(kind.getName() + ": ", "");
    var cause = failure.getCause();
    return cause == null ? first : first + " (" + cause + ")";
  }
}
