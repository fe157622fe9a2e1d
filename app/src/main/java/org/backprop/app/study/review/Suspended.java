package org.backprop.app.study.review;

import java.time.OffsetDateTime;
import java.util.List;

/** A card is not asked until it is resumed. */
public record Suspended(String card, OffsetDateTime at) implements Event {
  @Override
  public List<String> cards() {
    return List.of(card);
  }
}
