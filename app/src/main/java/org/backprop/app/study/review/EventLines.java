package org.backprop.app.study.review;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as lines of JSON: a rating is {@code {"card":"delta-rule","rating":4,"at":"..."}}, any
 * other event has its name under {@code "event"}.
 */
final class EventLines {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LAST_YEAR = 9999;
  private static final String IMPORTED = "imported";

  private EventLines() {}

  /** One line of JSON. */
  static String line(Event event) {
    return JSON.writeValueAsString(values(event));
  }

  /** A line of JSON with the mark of an event that was not written when it was. */
  static String importedLine(Event event) {
    var values = values(event);
    values.put(IMPORTED, true);
    return JSON.writeValueAsString(values);
  }

  private static Map<String, Object> values(Event event) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (!(event instanceof Rated)) {
      values.put("event", name(event));
    }
    if (event instanceof Reset reset) {
      values.put("cards", reset.cards());
    } else {
      values.put("card", event.cards().getFirst());
    }
    if (event instanceof Rated rated) {
      values.put("rating", rated.rating());
    }
    if (event instanceof Undone undone) {
      values.put("of", undone.of().toString());
    }
    values.put("at", event.at().toString());
    if (event instanceof Rated rated) {
      rated.attempt().seconds().ifPresent(seconds -> values.put("seconds", seconds));
      rated.attempt().mark().ifPresent(mark -> values.put("mark", mark));
      rated.attempt().seed().ifPresent(seed -> values.put("seed", seed));
    }
    return values;
  }

  private static String name(Event event) {
    return switch (event) {
      case Rated _ -> "rated";
      case Undone _ -> "undone";
      case Suspended _ -> "suspended";
      case Resumed _ -> "resumed";
      case Buried _ -> "buried";
      case Reset _ -> "reset";
    };
  }

  /** The event in a line, empty if it is something else. */
  static Optional<Event> event(String line) {
    try {
      return event(JSON.readTree(line));
    } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether the event in a line was imported. */
  static boolean isImported(String line) {
    return line.contains(IMPORTED) && JSON.readTree(line).path(IMPORTED).asBoolean(false);
  }

  private static Optional<Event> event(JsonNode json) {
    return switch (json.path("event").asString("rated")) {
      case "rated" -> Optional.of(rated(json));
      case "undone" -> Optional.of(new Undone(card(json), time(json, "of"), time(json, "at")));
      case "suspended" -> Optional.of(new Suspended(card(json), time(json, "at")));
      case "resumed" -> Optional.of(new Resumed(card(json), time(json, "at")));
      case "buried" -> Optional.of(new Buried(card(json), time(json, "at")));
      case "reset" -> Optional.of(new Reset(cards(json), time(json, "at")));
      default -> Optional.empty();
    };
  }

  private static Rated rated(JsonNode json) {
    if (!json.path("rating").isInt()) {
      throw new IllegalArgumentException("no rating");
    }
    var attempt =
        new Attempt(
            json.path("seconds").asDoubleOpt().stream().boxed().findFirst(),
            json.path("mark").asStringOpt(),
            json.path("seed").asLongOpt().stream().boxed().findFirst());
    return new Rated(card(json), json.path("rating").asInt(), time(json, "at"), attempt);
  }

  private static String card(JsonNode json) {
    return text(json.path("card"));
  }

  private static List<String> cards(JsonNode json) {
    return json.path("cards").valueStream().map(EventLines::text).toList();
  }

  private static OffsetDateTime time(JsonNode json, String key) {
    var time = OffsetDateTime.parse(text(json.path(key)));
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException("no time of a learner: " + time);
    }
    return time;
  }

  private static String text(JsonNode json) {
    if (!json.isString()) {
      throw new IllegalArgumentException("no text");
    }
    return json.asString();
  }

  /** Whether a line is an object of JSON: an event, or what a later version adds to the log. */
  static boolean isObject(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JacksonException _) {
      return false;
    }
  }
}
