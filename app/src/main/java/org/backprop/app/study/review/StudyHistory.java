package org.backprop.app.study.review;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backprop.app.TextFile;
import org.backprop.table.DataException;

/**
 * The whole history of a learner, out and in: all events as lines of JSON, or the ratings that were
 * not taken back as comma-separated values with the days since the card's previous rating.
 */
public final class StudyHistory {
  private static final String CARD = "card";
  private static final String RATING = "rating";
  private static final String AT = "at";

  private StudyHistory() {}

  /** Writes every event as a line of JSON. */
  public static void writeJson(StudyLog log, Writer writer) throws IOException {
    for (var event : log.events()) {
      writer.append(EventLines.line(event)).append('\n');
    }
  }

  /** Writes every rating as a row. */
  public static void writeCsv(ReviewSchedule schedule, Writer writer) throws IOException {
    var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord(CARD, RATING, AT, "day", "days_since", "seconds", "mark", "seed");
    for (var review : schedule.reviewed()) {
      var rated = review.rated();
      var attempt = rated.attempt();
      csv.writeRecord(
          rated.card(),
          String.valueOf(rated.rating()),
          rated.at().toString(),
          review.day().toString(),
          review.isFirst() ? "" : String.valueOf(review.review().days()),
          attempt.seconds().map(String::valueOf).orElse(""),
          attempt.mark().orElse(""),
          attempt.seed().map(String::valueOf).orElse(""));
    }
    csv.flush();
  }

  /**
   * What an import did.
   *
   * @param log with the imported events
   * @param added the events that the log did not have
   * @param known those that it had
   */
  public record Imported(StudyLog log, int added, int known) {}

  /**
   * Adds the events in a file to a log, each once: one of the same card, time and kind is not added
   * again. All are added, or none if one cannot be read.
   *
   * @param file lines of JSON, or comma-separated values with the columns card, rating and at
   * @throws DataException if the file cannot be read or the log not be written
   */
  public static Imported add(Path file, StudyLog log) {
    var events = read(file);
    Set<List<Object>> known = new HashSet<>();
    log.events().forEach(event -> known.add(identity(event)));
    var fresh = events.stream().filter(event -> known.add(identity(event))).toList();
    return new Imported(
        fresh.isEmpty() ? log : log.importing(fresh), fresh.size(), events.size() - fresh.size());
  }

  private static List<Object> identity(Event event) {
    return List.of(event.getClass(), event.cards(), event.at().toInstant());
  }

  private static List<Event> read(Path file) {
    var text = TextFile.read(file);
    return text.stripLeading().startsWith("{") ? json(text, file) : csv(text, file);
  }

  private static List<Event> json(String text, Path file) {
    var events = new ArrayList<Event>();
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (!EventLines.isObject(line)) {
        throw new DataException(
            "%s, line %s: no object of JSON; mend or remove the line".formatted(file, number));
      }
      EventLines.event(line).ifPresent(events::add);
    }
    return events;
  }

  private static List<Event> csv(String text, Path file) {
    try (var csv = CsvReader.builder().ofNamedCsvRecord(text.replaceFirst("^\ufeff", ""))) {
      var events = new ArrayList<Event>();
      for (var row : csv) {
        events.add(rated(row, file));
      }
      return events;
    } catch (CsvParseException e) {
      throw new DataException(file + " is no history: " + e.getMessage() + "; mend the file", e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Event rated(NamedCsvRecord row, Path file) {
    var card = cell(row, CARD, file);
    var rating = cell(row, RATING, file);
    var at = cell(row, AT, file);
    if (!rating.matches("[1-5]")) {
      throw refused(row, RATING, file, rating + " is no rating from 1 to 5");
    }
    try {
      return new Rated(
          card, Integer.parseInt(rating), OffsetDateTime.parse(at), attempt(row, file));
    } catch (DateTimeException _) {
      throw refused(row, AT, file, at + " is no time such as 2026-03-01T12:00:00+01:00");
    }
  }

  private static String cell(NamedCsvRecord row, String column, Path file) {
    return row.findField(column)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> refused(row, column, file, "there is no value"));
  }

  private static Attempt attempt(NamedCsvRecord row, Path file) {
    var seconds = filled(row, "seconds");
    var seed = filled(row, "seed");
    try {
      return new Attempt(
          seconds.map(Double::valueOf), filled(row, "mark"), seed.map(Long::valueOf));
    } catch (NumberFormatException e) {
      throw refused(row, "seconds or seed", file, "no number: " + e.getMessage());
    }
  }

  private static Optional<String> filled(NamedCsvRecord row, String column) {
    return row.findField(column).filter(text -> !text.isBlank());
  }

  private static DataException refused(NamedCsvRecord row, String column, Path file, String fault) {
    return new DataException(
        "%s, line %s, column %s: %s; mend the file"
            .formatted(file, row.getStartingLineNumber(), column, fault));
  }
}
