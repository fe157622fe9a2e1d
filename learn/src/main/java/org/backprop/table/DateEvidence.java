package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the texts of a column are dates, and in which order their numbers stand.
 *
 * @param dates what is written in each text; empty if some text is no date
 * @param order the order of the numbers
 */
record DateEvidence(List<DateText> dates, DateOrder order) {
  /** Texts that are no dates. */
  static final DateEvidence NONE = new DateEvidence(List.of(), DateOrder.DAY_FIRST);

  private static final double NEARLY_ALL = 0.9;

  /** The evidence of the distinct texts. */
  static DateEvidence of(List<String> texts) {
    return of(texts, false);
  }

  /**
   * The evidence of the distinct texts.
   *
   * @param digitsAlone whether 20241231 is a date
   */
  static DateEvidence of(List<String> texts, boolean digitsAlone) {
    var dates = new ArrayList<DateText>();
    for (var text : texts) {
      var date = DateText.of(text, digitsAlone);
      if (date.isEmpty()) {
        return NONE;
      }
      dates.add(date.get());
    }
    return new DateEvidence(dates, DateOrder.of(dates));
  }

  /** Whether all texts are dates, and nearly all of them in the calendar. */
  boolean fits() {
    return !dates.isEmpty() && order.known(dates) >= NEARLY_ALL * dates.size();
  }

  /** Whether day and month could be taken for each other in every date, and in some are. */
  boolean isAmbiguous() {
    return dates.stream().anyMatch(DateText::hasOrder)
        && DateOrder.DAY_FIRST.known(dates) == DateOrder.MONTH_FIRST.known(dates)
        && order != DateOrder.YEAR_FIRST;
  }

  /** Whether they are written as only countries with the day first do, or with am and pm. */
  boolean tells(DateOrder wanted) {
    return dates.stream().anyMatch(DateText::hasOrder)
        && (isAmbiguous() ? dates.stream().anyMatch(date -> date.tells(wanted)) : order == wanted);
  }

  /** A text that is in no calendar. */
  Optional<String> unknown() {
    return dates.stream()
        .filter(date -> date.time(order) == DateTimes.UNKNOWN)
        .map(DateText::text)
        .findFirst();
  }

  DateEvidence in(DateOrder other) {
    return new DateEvidence(dates, other);
  }
}
