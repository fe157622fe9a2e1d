package org.backprop.app;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: {@code --help}, {@code --debug} and the terminal that it speaks to. */
public final class Common {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 98,
      description = "Print this help.")
  boolean help;

  @Option(
      names = Failures.DEBUG,
      order = 99,
      description = "Print the stack trace where something fails.")
  boolean debug;

  /** Where results and notices go. */
  public Terminal terminal() {
    return ((Main) spec().root().userObject()).terminal();
  }

  /** The words that were given after the name of the program. */
  List<String> words() {
    return spec().root().commandLine().getParseResult().originalArgs();
  }

  /** The command that this stands in. */
  public CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
