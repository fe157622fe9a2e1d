package org.backprop.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.app.Terminal;
import org.backprop.app.Writing;
import org.backprop.saved.FileWriteException;
import org.backprop.saved.LineLog;
import org.backprop.table.DataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All ratings that were ever given, one a line, in a file that only grows. */
final class RatingLog {
  private static final JsonMapper JSON = new JsonMapper();

  private final LineLog log;
  private final Path file;
  private final List<Rated> ratings;

  private RatingLog(Path file, LineLog log, List<Rated> ratings) {
    this.file = file;
    this.log = log;
    this.ratings = ratings;
  }

  /**
   * The log in a file, whose folder is made if there is none. A torn or damaged line is reported.
   *
   * @param former the file in which the last rating of each card was kept before there was a log;
   *     its ratings are taken over, if there is no log yet, as of the day when it was written
   * @throws DataException if the log cannot be read or written
   */
  static RatingLog open(Path file, Path former, Terminal terminal) {
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      var log = new LineLog(file, Rated::isObject);
      var lines = former(former).stream().map(Rated::line).toList();
      if (!lines.isEmpty()) {
        log.createIfAbsent(lines);
      }
      var content = log.read();
      report(file, content, terminal);
      var ratings = content.lines().stream().map(Rated::of).flatMap(Optional::stream).toList();
      return new RatingLog(file, log, ratings);
    } catch (IOException e) {
      throw Writing.failed(file, e);
    }
  }

  private static void report(Path file, LineLog.Content content, Terminal terminal) {
    if (content.torn()) {
      terminal.notice(
          file + " ends within a line, which is left out: a rating that was being written.");
    }
    content
        .damaged()
        .ifPresent(copy ->
            terminal.notice(
                file
                    + " has damaged lines. The file as it was is kept as "
                    + copy
                    + "; the ratings that can be read stay."));
  }

  /** Every rating, in the order in which they were given. */
  List<Rated> ratings() {
    return ratings;
  }

  /**
   * Adds a rating; it is on the disk when this returns.
   *
   * @return the log with it
   * @throws DataException if it cannot be written
   */
  RatingLog with(Rated rated) {
    try {
      log.append(List.of(rated.line()));
    } catch (FileWriteException e) {
      throw Writing.failed(file, e);
    }
    var all = new ArrayList<>(ratings);
    all.add(rated);
    return new RatingLog(file, log, List.copyOf(all));
  }

  /** The ratings of the former file; none if there is none or it is damaged. */
  private static List<Rated> former(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    var at = OffsetDateTime.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
    try {
      return JSON.readTree(Files.readString(file)).properties().stream()
          .filter(entry -> isRating(entry.getValue()))
          .map(entry -> new Rated(entry.getKey(), entry.getValue().asInt(), at))
          .toList();
    } catch (JacksonException _) {
      return List.of();
    }
  }

  private static boolean isRating(JsonNode value) {
    return value.isInt() && value.asInt() >= 1 && value.asInt() <= 5;
  }
}
