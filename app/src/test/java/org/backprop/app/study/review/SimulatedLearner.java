package org.backprop.app.study.review;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.backprop.app.Terminal;
import org.backprop.recall.Scheduler;

/**
 * Studies a deck for a year, every evening, and recalls each card with the probability of FSRS-6.
 * What is done next depends on the log alone, so that a learner who was interrupted goes on to the
 * same log.
 */
final class SimulatedLearner {
  static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  static final int DAYS = 365;

  private static final List<String> CARDS =
      IntStream.range(0, 60).mapToObj(i -> "card" + i).toList();

  private static final Scheduler SCHEDULER = new Scheduler(StudySettings.DEFAULT.parameters());

  private final Path file;
  private final SetClock clock = new SetClock(FIRST + "T18:00:00", "Europe/Berlin");
  private final Runnable afterEach;

  SimulatedLearner(Path file, Runnable afterEach) {
    this.file = file;
    this.afterEach = afterEach;
  }

  /** Studies until the year is over, and prints a line after each event. */
  public static void main(String[] args) {
    new SimulatedLearner(Path.of(args[0]), () -> System.out.println("done")).study();
  }

  /** Studies from the day of the last event until the year is over. */
  void study() {
    var log = StudyLog.open(file, Terminal.silent());
    var day = log.events().isEmpty() ? FIRST : StudyDay.of(log.events().getLast().at());
    for (; day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
      clock.set(day + "T18:00:00");
      var sitting = Sitting.daily(CARDS, log, StudySettings.DEFAULT, clock);
      while (sitting.current().isPresent()) {
        setClock(sitting.log(), day);
        act(sitting);
        afterEach.run();
      }
      log = sitting.log();
    }
  }

  /** A learner's evening goes on some seconds after the last event. */
  private void setClock(StudyLog log, LocalDate day) {
    clock.set(day + "T18:00:00");
    if (!log.events().isEmpty() && StudyDay.of(log.events().getLast().at()).equals(day)) {
      clock.set(log.events().getLast().at().toLocalDateTime().plusSeconds(20).toString());
    }
  }

  private static void act(Sitting sitting) {
    var random = new SplittableRandom(sitting.log().events().size());
    var card = sitting.current().orElseThrow();
    switch (random.nextInt(100)) {
      case 0 -> sitting.bury();
      case 1 -> sitting.reset(List.of(card));
      case 2 -> sitting.suspend();
      case 3 -> sitting.resume(CARDS.get(random.nextInt(CARDS.size())));
      default -> sitting.rate(rating(sitting, card, random), Attempt.UNKNOWN);
    }
  }

  private static int rating(Sitting sitting, String card, SplittableRandom random) {
    var progress = sitting.schedule().of(card).progress();
    double recall =
        progress
            .map(each ->
                SCHEDULER.retrievability(
                    each.memory(),
                    (double) ChronoUnit.DAYS.between(each.last().day(), sitting.today())))
            .orElse(0.5);
    boolean isRecalled = random.nextDouble() < recall;
    return isRecalled ? 3 + random.nextInt(3) : 1 + random.nextInt(2);
  }
}
