package org.backprop.app.study;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.recall.Rating;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One rating of a card, as the log keeps it: {@code {"card":"delta-rule","rating":4,"at":"..."}}.
 *
 * @param card the card's id
 * @param rating how well it was known, from 1 to 5
 * @param at when it was rated, with the offset of the place, whose date counts as the day
 */
record Rated(String card, int rating, OffsetDateTime at) {
  private static final JsonMapper JSON = new JsonMapper();

  Rated {
    if (rating < 1 || rating > 5) {
      throw new IllegalArgumentException("a rating is a number from 1 to 5, not " + rating);
    }
  }

  /** 1 and 2 count as forgotten, 3 as hard, 4 as good, 5 as easy. */
  Rating scheduled() {
    return switch (rating) {
      case 1, 2 -> Rating.AGAIN;
      case 3 -> Rating.HARD;
      case 4 -> Rating.GOOD;
      default -> Rating.EASY;
    };
  }

  LocalDate day() {
    return at.toLocalDate();
  }

  /** One line of JSON. */
  String line() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("card", card);
    values.put("rating", rating);
    values.put("at", at.toString());
    return JSON.writeValueAsString(values);
  }

  /** The rating in a line, empty if it is something else. */
  static Optional<Rated> of(String line) {
    try {
      var json = JSON.readTree(line);
      return isRating(json)
          ? Optional.of(
              new Rated(
                  json.path("card").asString(),
                  json.path("rating").asInt(),
                  OffsetDateTime.parse(json.path("at").asString())))
          : Optional.empty();
    } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isRating(JsonNode json) {
    return json.path("card").isString()
        && json.path("rating").isInt()
        && json.path("at").isString();
  }

  /** Whether a line is an object of JSON: a rating, or what a later version adds to the log. */
  static boolean isObject(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JacksonException _) {
      return false;
    }
  }
}
