package org.backprop.app.study.review;

import java.time.OffsetDateTime;
import java.util.List;

/** A suspended card is asked again. */
public record Resumed(String card, OffsetDateTime at) implements Event {
  @Override
  public List<String> cards() {
    return List.of(card);
  }
}
