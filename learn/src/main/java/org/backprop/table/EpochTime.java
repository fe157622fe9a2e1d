package org.backprop.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;

/** Java's times as microseconds since 1970-01-01T00:00 UTC. */
final class EpochTime {
  private EpochTime() {}

  static long of(Temporal value) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant(value));
  }

  private static Instant instant(Temporal value) {
    return switch (value) {
      case Instant it -> it;
      case OffsetDateTime it -> it.toInstant();
      case ZonedDateTime it -> it.toInstant();
      case LocalDateTime it -> it.toInstant(ZoneOffset.UTC);
      case LocalDate it -> it.atStartOfDay().toInstant(ZoneOffset.UTC);
      default ->
          throw new DataException(
              "A column of dates cannot hold a %s; give LocalDate, LocalDateTime, OffsetDateTime, ZonedDateTime or Instant."
                  .formatted(value.getClass().getName()));
    };
  }
}
