package org.backprop.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.app.Writing;
import org.backprop.app.study.review.FitReport;
import org.backprop.app.study.review.SettingsFile;
import org.backprop.app.study.review.StudyDay;
import org.backprop.app.study.review.StudyHistory;
import org.backprop.app.study.review.StudyReports;
import org.backprop.app.study.review.StudyStatistics;
import org.backprop.recall.Parameters;
import org.backprop.table.DataException;
import picocli.CommandLine.Option;

/** What a log says, the history out and in, and how cards are scheduled. */
final class ReviewOptions {
  private static final int MOST_DAYS = 3650;

  @Option(
      names = "--stats",
      order = 31,
      description = "Count cards and reviews; show the retention and the cards often forgotten.")
  boolean statistics;

  @Option(
      names = "--leech",
      paramLabel = "N",
      order = 32,
      description =
          "With --stats: name cards forgotten N times or more. Default: ${DEFAULT-VALUE}.")
  int leech = StudyStatistics.LEECH_LAPSES;

  @Option(
      names = "--forecast",
      paramLabel = "DAYS",
      order = 33,
      arity = "0..1",
      fallbackValue = "14",
      description = "Show how many cards become due on each day. Default: 14 days.")
  Optional<Integer> forecast = Optional.empty();

  @Option(
      names = "--fit",
      order = 34,
      description =
          "Fit the parameters of the schedule to your own ratings; they are kept if they predict"
              + " your latest ratings better.")
  boolean fit;

  @Option(
      names = "--no-fit",
      order = 34,
      description = "Schedule cards with the published parameters again.")
  boolean noFit;

  @Option(
      names = "--export-history",
      paramLabel = "FILE",
      order = 35,
      description = "Write all ratings to a table (.csv), or all that was done (.jsonl).")
  Optional<Path> exported = Optional.empty();

  @Option(
      names = "--import-history",
      paramLabel = "FILE",
      order = 36,
      description = "Add what such a file contains and the log does not have.")
  Optional<Path> imported = Optional.empty();

  @Option(
      names = "--retention",
      paramLabel = "P",
      order = 37,
      description = "From now on ask a card when the probability of recall is P. Default: 0.9.")
  Optional<Double> retention = Optional.empty();

  @Option(
      names = "--new-per-day",
      paramLabel = "N",
      order = 38,
      description = "From now on ask at most N new cards a day. Default: 10.")
  Optional<Integer> newPerDay = Optional.empty();

  @Option(
      names = "--reviews-per-day",
      paramLabel = "N",
      order = 39,
      description = "From now on ask at most N due cards a day. Default: 200.")
  Optional<Integer> reviewsPerDay = Optional.empty();

  /** Does what was asked for; false if nothing was. */
  boolean run(Study study, Terminal terminal) {
    if (retention.isPresent() || newPerDay.isPresent() || reviewsPerDay.isPresent()) {
      choose(study, terminal);
    } else if (statistics) {
      StudyReports.statistics(terminal, statistics(study), study.settings(), leech);
    } else if (forecast.isPresent()) {
      forecast(study, terminal, forecast.get());
    } else if (fit) {
      fit(study, terminal);
    } else if (noFit) {
      SettingsFile.write(study.log().file(), study.settings().with(Parameters.DEFAULT));
      terminal.line("From now on cards are scheduled with the published parameters.");
    } else if (exported.isPresent()) {
      export(study, terminal, exported.get());
    } else if (imported.isPresent()) {
      var result = StudyHistory.add(imported.get(), study.log());
      terminal.line(
          "Added %s events; the log had %s of them already."
              .formatted(Numbers.count(result.added()), Numbers.count(result.known())));
    } else {
      return false;
    }
    return true;
  }

  private void choose(Study study, Terminal terminal) {
    var usual = study.settings();
    var chosen =
        usual
            .withDesiredRetention(retention.orElse(usual.desiredRetention()))
            .withPerDay(
                newPerDay.orElse(usual.newPerDay()), reviewsPerDay.orElse(usual.reviewsPerDay()));
    SettingsFile.write(study.log().file(), chosen);
    terminal.line(
        "From now on: retention %s, %s new and %s due cards a day."
            .formatted(
                Numbers.exact(chosen.desiredRetention()),
                chosen.newPerDay(),
                chosen.reviewsPerDay()));
  }

  private static StudyStatistics statistics(Study study) {
    return new StudyStatistics(
        study.deck().ids(),
        study.settings().schedule(study.log()),
        StudyDay.of(OffsetDateTime.now(study.clock())));
  }

  private static void forecast(Study study, Terminal terminal, int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new DataException(
          "--forecast shows 1 to %s days, not %s; name another number".formatted(MOST_DAYS, days));
    }
    StudyReports.due(terminal, study.daily().remaining());
    terminal.line();
    StudyReports.forecast(terminal, statistics(study), days);
  }

  private static void fit(Study study, Terminal terminal) {
    var report = FitReport.of(study.settings().schedule(study.log()));
    if (report.fitted().isPresent()) {
      SettingsFile.write(study.log().file(), report.applied(study.settings()));
    }
    report.show(terminal);
  }

  private static void export(Study study, Terminal terminal, Path file) {
    if (isSame(file, study.log().file())) {
      throw new DataException(file + " is the log itself; name another file");
    }
    var name = file.toString();
    if (name.endsWith(".csv")) {
      var schedule = study.settings().schedule(study.log());
      Writing.write(file, writer -> StudyHistory.writeCsv(schedule, writer));
    } else if (name.endsWith(".jsonl")) {
      Writing.write(file, writer -> StudyHistory.writeJson(study.log(), writer));
    } else {
      throw new DataException(file + " names no format; let it end in .csv or .jsonl");
    }
    terminal.line("Wrote " + file);
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw Writing.failed(one, e);
    }
  }
}
