package org.backprop.app.study.review;

import java.time.LocalDate;
import java.util.List;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.app.study.review.StudyStatistics.Retention;
import org.backprop.score.Proportion;

/** The statistics as text. */
public final class StudyReports {
  private static final int BAR = 30;
  private static final int PERIODS = 12;

  private StudyReports() {}

  /** What is left for today. */
  public static void due(Terminal terminal, Remaining remaining) {
    terminal.line(
        "Today: %s due, %s forgotten today, %s new."
            .formatted(remaining.due(), remaining.learning(), remaining.fresh()));
  }

  /** The cards that become due on each of the next days. */
  public static void forecast(Terminal terminal, StudyStatistics statistics, int days) {
    terminal.line("Cards that become due, without new cards and those forgotten until then:");
    terminal.table(forecast(statistics, days));
  }

  private static TextTable forecast(StudyStatistics statistics, int days) {
    var table = TextTable.of("day", "due", "in all", "<");
    var forecast = statistics.forecast(days);
    int most = forecast.stream().mapToInt(StudyStatistics.DueOn::cards).max().orElse(0);
    int sum = 0;
    for (var due : forecast) {
      sum += due.cards();
      int length = Math.ceilDiv(due.cards() * BAR, Math.max(most, BAR));
      table.row(
          name(due.day(), statistics.today()),
          Numbers.count(due.cards()),
          Numbers.count(sum),
          "#".repeat(length));
    }
    return table;
  }

  private static String name(LocalDate day, LocalDate today) {
    return day + (day.equals(today) ? " today" : day.equals(today.plusDays(1)) ? " tomorrow" : "");
  }

  /**
   * How many cards and reviews there are, how much was remembered, and what is forgotten often.
   *
   * @param leechLapses the lapses from which on a card is named
   */
  public static void statistics(
      Terminal terminal, StudyStatistics statistics, StudySettings settings, int leechLapses) {
    terminal.line(terminal.bold("Cards and reviews"));
    terminal.table(counts(statistics));
    terminal.line();
    terminal.line(terminal.bold("Retention"));
    retention(terminal, statistics, settings);
    terminal.line();
    terminal.line(terminal.bold("Forgotten often"));
    leeches(terminal, statistics, leechLapses);
  }

  private static TextTable counts(StudyStatistics statistics) {
    var cards = statistics.cardCounts();
    var done = statistics.activity();
    return TextTable.of("", "")
        .row("new cards", Numbers.count(cards.fresh()))
        .row("cards forgotten last time", Numbers.count(cards.learning()))
        .row("cards known last time", Numbers.count(cards.known()))
        .row("suspended cards", Numbers.count(cards.suspended()))
        .row("ratings today", Numbers.count(done.today()))
        .row("ratings in all", Numbers.count(done.reviews()))
        .row("days with a rating", Numbers.count(done.days()))
        .row("of them in a row until now", Numbers.count(done.streak()));
  }

  private static void retention(
      Terminal terminal, StudyStatistics statistics, StudySettings settings) {
    if (statistics.retention().rows() == 0) {
      terminal.paragraph(
          "No card has been rated a day or longer after its previous rating yet; "
              + desired(settings)
              + ".");
      return;
    }
    terminal.paragraph(
        "The share of cards rated 3, 4 or 5 among those rated a day or longer after their previous"
            + " rating, with its 95% interval; "
            + desired(settings)
            + ".");
    var table = TextTable.of("", "ratings", "recalled", "retention", "95% interval");
    last(statistics.months())
        .forEach(month -> row(table, month.start().toString().substring(0, 7), month.recalled()));
    last(statistics.weeks())
        .forEach(week -> row(table, "week of " + week.start(), week.recalled()));
    row(table, "all", statistics.retention());
    terminal.table(table);
  }

  private static String desired(StudySettings settings) {
    return "the desired retention is " + Numbers.exact(settings.desiredRetention());
  }

  private static List<Retention> last(List<Retention> periods) {
    return periods.subList(Math.max(0, periods.size() - PERIODS), periods.size());
  }

  private static void row(TextTable table, String period, Proportion recalled) {
    table.row(
        period,
        Numbers.count(recalled.rows()),
        Numbers.count(recalled.hits()),
        Numbers.fixed(recalled.share(), 3),
        Numbers.fixed(recalled.low(), 3) + " to " + Numbers.fixed(recalled.high(), 3));
  }

  private static void leeches(Terminal terminal, StudyStatistics statistics, int leechLapses) {
    var leeches = statistics.leeches(leechLapses);
    if (leeches.isEmpty()) {
      terminal.line("No card was forgotten %s times or more.".formatted(leechLapses));
      return;
    }
    var table = TextTable.of("card", "times forgotten");
    leeches.forEach(leech -> table.row(leech.card(), Numbers.count(leech.lapses())));
    terminal.table(table);
    terminal.paragraph(
        "Edit such a card so that it asks one thing, or suspend it until what it needs is known.");
  }
}
