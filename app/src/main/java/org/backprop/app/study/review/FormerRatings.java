package org.backprop.app.study.review;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the file that was kept before there was a log: {@code {"delta-rule":4,"graph":2}}. */
final class FormerRatings {
  private static final JsonMapper JSON = new JsonMapper();

  private FormerRatings() {}

  /** Whether a file is one object of JSON whose values are whole numbers, at least one. */
  static boolean isIn(Path file) throws IOException {
    return object(file)
        .filter(json -> !json.isEmpty() && json.valueStream().allMatch(JsonNode::isInt))
        .isPresent();
  }

  /** The ratings in a file, as of the time when it was written; what is no rating is left out. */
  static List<Event> of(Path file) throws IOException {
    if (!isIn(file)) {
      return List.of();
    }
    var written = Files.getLastModifiedTime(file).toInstant();
    var at = OffsetDateTime.ofInstant(written, ZoneId.systemDefault());
    return object(file).orElseThrow().properties().stream()
        .filter(entry -> entry.getValue().asInt() >= 1 && entry.getValue().asInt() <= 5)
        .<Event>map(entry -> new Rated(entry.getKey(), entry.getValue().asInt(), at))
        .toList();
  }

  private static Optional<JsonNode> object(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(Files.readString(file))).filter(JsonNode::isObject);
    } catch (JacksonException | MalformedInputException _) {
      return Optional.empty();
    }
  }
}
