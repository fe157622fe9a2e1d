package org.backprop.app.study.review;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * An earlier event is taken back for one card, as if it had not been. It is named exactly, so that
 * a sitting takes back nothing of another one.
 *
 * @param of when the earlier event was
 */
public record Undone(String card, OffsetDateTime of, OffsetDateTime at) implements Event {
  @Override
  public List<String> cards() {
    return List.of(card);
  }
}
