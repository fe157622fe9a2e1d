package org.backprop.run;

import java.time.Duration;
import java.util.regex.Pattern;
import org.backprop.table.DataException;

/**
 * How often the state of a training is kept.
 *
 * @param steps after how many steps; 0 where a duration says
 * @param duration after how long; zero where the steps say
 */
public record CheckpointInterval(long steps, Duration duration) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})(ms|s|m|h)?");

  /** Checks that one of them says how often. */
  public CheckpointInterval {
    if (steps < 0 || duration.isNegative() || (steps > 0) == duration.isPositive()) {
      throw new IllegalArgumentException(
          "a state is kept after a number of steps or after a duration, both above 0");
    }
  }

  /** Every 10 seconds: a shorter training keeps none, since it is repeated as fast. */
  public static CheckpointInterval usual() {
    return every(Duration.ofSeconds(10));
  }

  /** After each time of this length. */
  public static CheckpointInterval every(Duration duration) {
    return new CheckpointInterval(0, duration);
  }

  /** After each time this number of steps. */
  public static CheckpointInterval everySteps(long steps) {
    return new CheckpointInterval(steps, Duration.ZERO);
  }

  /**
   * The interval of a text: {@code 100} steps, or {@code 500ms}, {@code 30s}, {@code 5m}, {@code
   * 1h}.
   *
   * @throws DataException if it is none
   */
  public static CheckpointInterval parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      throw new DataException(
          "\"%s\" is no interval of checkpoints; write a number of steps, as in 1000, or a time, as in 30s or 5m"
              .formatted(text));
    }
    var number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case null -> everySteps(number);
      case "ms" -> every(Duration.ofMillis(number));
      case "s" -> every(Duration.ofSeconds(number));
      case "m" -> every(Duration.ofMinutes(number));
      default -> every(Duration.ofHours(number));
    };
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    var millis = duration.toMillis();
    return steps > 0
        ? String.valueOf(steps)
        : millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
