package org.backprop.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.backprop.advice.Advised;
import org.backprop.engine.NonFiniteException;
import org.backprop.modelfile.ModelFileException;
import org.backprop.part.ProviderException;
import org.backprop.table.DidYouMean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a sentence and an exit status. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final String DEBUG = "--debug";

  private static final String NO_MEMORY =
      "the memory is used up; give the JVM more, as in BACKPROP_JAVA_OPTS=-Xmx8g, or choose fewer"
          + " rows, or a smaller --batch or --hidden.";

  /** It ran, and a check failed. */
  private static final int FAILED = 1;

  /** Wrong use or bad data. */
  private static final int REFUSED = 2;

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    trace(e, parsed.originalArgs());
    terminal.error(sentence(e));
    return e instanceof NonFiniteException ? FAILED : REFUSED;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    trace(e, Arrays.asList(args));
    var command = e.getCommandLine();
    var see = "see `" + command.getCommandSpec().qualifiedName() + " --help`.";
    terminal.error(ended(wrongUse(e, command)) + " " + capital(see));
    return REFUSED;
  }

  int refused(String sentence) {
    terminal.error(ended(sentence));
    return REFUSED;
  }

  /** Also what no command catches: memory that is used up, recursion without end. */
  int handleError(Error e, List<String> args) {
    trace(e, args);
    terminal.error(sentence(e));
    return REFUSED;
  }

  /**
   * Says why not all of the output could be written, but not to whoever has closed a pipe. A status
   * that is not 0 stays: a terminal that was closed takes no output, and a signal said so.
   */
  int unwritten(int status) {
    var why = "";
    try (var output = new FileOutputStream(FileDescriptor.out)) {
      output.write('\n');
    } catch (IOException e) {
      why = ": " + said(e);
    }
    if (why.contains("Broken pipe")) {
      return status;
    }
    terminal.error(ended("the output could not be written" + why));
    return status == 0 ? REFUSED : status;
  }

  private void trace(Throwable e, List<String> args) {
    if (args.contains(DEBUG)) {
      e.printStackTrace(terminal.noticeWriter());
    }
  }

  /** What went wrong, for a user. */
  public static String sentence(Throwable e) {
    return switch (e) {
      case Throwable other when isCausedByMemory(other) -> NO_MEMORY;
      case Advised advised -> ended(Notices.text(advised.notice()));
      case ModelFileException _, IllegalArgumentException _, ProviderException _ -> ended(said(e));
      case NonFiniteException _ -> ended(said(e));
      case UncheckedIOException io -> ended(said(io.getCause()));
      case IOException _ -> ended(said(e));
      case CompletionException other when other.getCause() != null -> sentence(other.getCause());
      default ->
          "this should not have happened (%s: %s); run it again with %s and report what it prints."
              .formatted(e.getClass().getSimpleName(), e.getMessage(), DEBUG);
    };
  }

  /** A library may report that the memory is used up as a fault of its input. */
  private static boolean isCausedByMemory(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .limit(100)
        .anyMatch(OutOfMemoryError.class::isInstance);
  }

  private static String said(@Nullable Throwable e) {
    return e == null || e.getMessage() == null ? String.valueOf(e) : e.getMessage();
  }

  private static String wrongUse(ParameterException e, CommandLine command) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return uncapital(said(e));
    }
    var wrong = unmatched.getUnmatched().getFirst();
    if (unmatched.isUnknownOption()) {
      return "there is no option " + wrong + closest(wrong, options(command));
    }
    var commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "\"" + wrong + "\" is one argument too many"
        : "there is no command \"%s\"; %s".formatted(wrong, DidYouMean.hint(wrong, commands));
  }

  private static String closest(String wrong, List<String> known) {
    var name = wrong.contains("=") ? wrong.substring(0, wrong.indexOf('=')) : wrong;
    return DidYouMean.closest(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(OptionSpec::names)
        .flatMap(Stream::of)
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static String ended(String text) {
    return text.matches("(?s).*[.?!]") ? text : text + ".";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String uncapital(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
