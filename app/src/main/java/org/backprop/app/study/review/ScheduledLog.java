package org.backprop.app.study.review;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A log and the schedule that follows from its events. */
record ScheduledLog(StudySettings settings, StudyLog log, ReviewSchedule schedule) {
  static ScheduledLog of(StudySettings settings, StudyLog log) {
    return new ScheduledLog(settings, log, settings.schedule(log));
  }

  /** The same with further events, which are on the disk, and with those of other sittings. */
  ScheduledLog with(List<Event> further) {
    return as(log.with(further));
  }

  /** The same with what other sittings wrote. */
  ScheduledLog latest() {
    return as(log.latest());
  }

  private ScheduledLog as(StudyLog latest) {
    var known = log.events();
    var events = latest.events();
    boolean isLonger =
        events.size() >= known.size() && events.subList(0, known.size()).equals(known);
    return isLonger
        ? new ScheduledLog(
            settings, latest, schedule.with(events.subList(known.size(), events.size())))
        : of(settings, latest);
  }

  /** The time, or a little later if one of the cards has an event of exactly this time. */
  OffsetDateTime free(OffsetDateTime time, List<String> cards) {
    var free = time;
    while (isTaken(free, cards)) {
      free = free.plus(1, ChronoUnit.MICROS);
    }
    return free;
  }

  private boolean isTaken(OffsetDateTime time, List<String> cards) {
    return log.events().stream()
        .anyMatch(
            event -> event.at().equals(time) && event.cards().stream().anyMatch(cards::contains));
  }
}
