package org.backprop.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;

/** The Java compiler. */
final class Javac {
  private Javac() {}

  /** Compiles; the first complaint if that fails. */
  static Optional<String> run(List<String> arguments) {
    var log = new StringWriter();
    var writer = new PrintWriter(log, true);
    var javac = ToolProvider.findFirst("javac").orElseThrow();
    return javac.run(writer, writer, arguments.toArray(String[]::new)) == 0
        ? Optional.empty()
        : Optional.of("does not compile: " + log.toString().lines().findFirst().orElse(""));
  }
}
