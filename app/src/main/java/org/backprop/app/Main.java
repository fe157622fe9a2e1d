package org.backprop.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.backprop.app.draw.DrawCommand;
import org.backprop.app.explain.ExplainCommand;
import org.backprop.app.report.ReportCommand;
import org.backprop.app.run.BisectCommand;
import org.backprop.app.run.BlameCommand;
import org.backprop.app.run.ReplayCommand;
import org.backprop.app.run.RunsCommand;
import org.backprop.app.studio.StudioCommand;
import org.backprop.app.study.StudyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
    name = "backprop",
    versionProvider = Version.class,
    header =
        "Name the likelihood; Backprop derives the loss, draws the graph, and trains the network.",
    synopsisSubcommandLabel = "COMMAND",
    description = "",
    footer = {
      "",
      "Start with a table and the column to predict:",
      "  backprop train examples/data/penguins.csv --target species",
      "",
      "Each command explains itself, with examples: backprop help train",
      "Exit status: 0 good, 1 it ran and a check failed, 2 wrong use or bad data, 129, 130 or 143"
          + " ended by a signal."
    })
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          TrainCommand.class,
          PredictCommand.class,
          EvaluateCommand.class,
          SummaryCommand.class,
          ImportanceCommand.class,
          CheckCommand.class,
          ReportCommand.class,
          ExplainCommand.class,
          DrawCommand.class,
          RunsCommand.class,
          ReplayCommand.class,
          BlameCommand.class,
          BisectCommand.class,
          StudioCommand.class,
          StudyCommand.class);

  private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

  private final Terminal terminal;

  @Mixin Common common = new Common();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  boolean version;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs the command line and ends the JVM with its exit status. */
  public static void main(String[] args) {
    // Messages of libraries have the digits of this locale; our own texts depend on none.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    // Lines that the engine logs look like the notices of commands.
    System.getProperties().putIfAbsent(LOG_FORMAT, "note: %5$s%n");
    var terminal = Terminal.detect(System.out, StandardError.open());
    var status =
        Extensions.fault(System.getenv().getOrDefault(Extensions.VARIABLE, ""))
            .map(new Failures(terminal)::refused)
            .orElseGet(() -> run(terminal, args));
    System.err.flush();
    System.exit(System.out.checkError() ? new Failures(terminal).unwritten(status) : status);
  }

  /** Runs the command line on these streams, which are no terminal, and returns its exit status. */
  public static int run(PrintStream out, PrintStream err, String... args) {
    return run(Terminal.plain(out, err), args);
  }

  /** {@code help train} is {@code train --help}, and {@code help} alone says what there is. */
  private static String[] withoutHelp(String... args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    if (args.length == 1) {
      return new String[0];
    }
    var known = COMMANDS.stream().anyMatch(command -> isNamed(command, args[1]));
    return known ? new String[] {args[1], "--help"} : new String[] {args[1]};
  }

  /** The same parser with what it needs to read the types of the options. */
  public static CommandLine withConverters(CommandLine line) {
    return line.registerConverter(InputFile.class, InputFile::of);
  }

  /** The training of a command's words, parsed but not begun. */
  public static TrainCommand training(Terminal terminal, List<String> words) {
    var line = new CommandLine(new Main(terminal)).addSubcommand(TrainCommand.class);
    return (TrainCommand)
        withConverters(line)
            .parseArgs(words.toArray(String[]::new))
            .subcommand()
            .commandSpec()
            .userObject();
  }

  private static int run(Terminal terminal, String... given) {
    var args = withoutHelp(given);
    var failures = new Failures(terminal);
    var line = new CommandLine(new Main(terminal));
    commands(args).forEach(line::addSubcommand);
    withConverters(line)
        .setOut(terminal.resultWriter())
        .setErr(terminal.noticeWriter())
        .setColorScheme(terminal.colors())
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
    asDeclared(line);
    line.getSubcommands().values().forEach(Main::asDeclared);
    try {
      return line.execute(args);
    } catch (Error e) {
      return failures.handleError(e, List.of(args));
    }
  }

  /** The command that is meant, if that is plain: describing all of them doubles the start. */
  private static List<Class<?>> commands(String... args) {
    var meant =
        COMMANDS.stream().filter(command -> args.length > 0 && isNamed(command, args[0])).toList();
    return meant.isEmpty() ? COMMANDS : meant;
  }

  private static boolean isNamed(Class<?> command, String name) {
    return command.getSimpleName().equalsIgnoreCase(name + "Command");
  }

  /** Options in the order that they were given, and a usage line that does not repeat them. */
  private static void asDeclared(CommandLine line) {
    line.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
  }

  Terminal terminal() {
    return terminal;
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    common.spec().commandLine().usage(common.spec().commandLine().getOut());
  }
}
