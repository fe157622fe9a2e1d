package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/** What was decided in reading a file: the notices, and the format that repeats the decisions. */
final class Findings {
  private final List<Notice> notices = new ArrayList<>();
  private CsvFormat settled;

  Findings(CsvFormat stated) {
    this.settled = stated;
  }

  /** Settles what follows from another decision, unless it was stated. */
  void settle(Setting setting, String value) {
    if (settled.text(setting).isEmpty()) {
      settled = settled.with(setting, value);
    }
  }

  /** Adds a decision, unless it was stated. */
  void decided(Setting setting, String value, String fact) {
    if (settled.text(setting).isEmpty()) {
      settled = settled.with(setting, value);
      notices.add(Notice.decision(fact, Remedy.of(setting, value)));
    }
  }

  void add(Notice notice) {
    notices.add(notice);
    notice.remedies().stream()
        .filter(remedy -> notice.isDecision() && remedy.setting().isOfFile())
        .forEach(remedy -> settled = settled.with(remedy.setting(), remedy.values().getFirst()));
  }

  void add(String fact) {
    notices.add(Notice.of(fact));
  }

  void addAll(List<Notice> more) {
    more.forEach(this::add);
  }

  /** Takes what the cells of the columns decided. */
  void add(TableReading reading) {
    addAll(reading.notices());
    settled = settled.withCells(reading.settled());
  }

  List<Notice> notices() {
    return List.copyOf(notices);
  }

  CsvFormat settled() {
    return settled;
  }
}
