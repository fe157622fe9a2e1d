package org.backprop.app.study.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A clock that a test sets. */
final class SetClock extends Clock {
  private final ZoneId zone;
  private Instant now;

  SetClock(String localTime, String zone) {
    this.zone = ZoneId.of(zone);
    now = LocalDateTime.parse(localTime).atZone(this.zone).toInstant();
  }

  /** Sets it to a local time. */
  void set(String localTime) {
    now = LocalDateTime.parse(localTime).atZone(zone).toInstant();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant instant() {
    return now;
  }
}
