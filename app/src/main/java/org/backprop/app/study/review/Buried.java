package org.backprop.app.study.review;

import java.time.OffsetDateTime;
import java.util.List;

/** A card is not asked until the next day. */
public record Buried(String card, OffsetDateTime at) implements Event {
  @Override
  public List<String> cards() {
    return List.of(card);
  }
}
