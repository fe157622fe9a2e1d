package org.backprop.app.study.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backprop.app.Terminal;
import org.backprop.app.Writing;
import org.backprop.saved.FileWriteException;
import org.backprop.saved.LineLog;
import org.backprop.table.DataException;

/**
 * All that a learner did with cards, one event a line, in a file that only grows. Several sittings
 * may add to it at once.
 */
public final class StudyLog {
  private final Path file;
  private final LineLog log;
  private final List<Event> events;
  private final long end;

  private StudyLog(Path file, LineLog log, List<Event> events, long end) {
    this.file = file;
    this.log = log;
    this.events = events;
    this.end = end;
  }

  /**
   * Opens the log in a file, whose folder is made if there is none. Damage is reported, and the
   * damaged file kept aside.
   *
   * <p>If the file is of the time when the last rating of each card was kept, it stays as it is and
   * its ratings are taken over into a log beside it; so are those of {@code study.json} into {@code
   * study.jsonl}, unless there is one.
   *
   * @throws DataException if the log cannot be read or written
   */
  public static StudyLog open(Path given, Terminal terminal) {
    requireWritable(given);
    try {
      boolean isFormer = FormerRatings.isIn(given);
      var file = isFormer ? StudyFiles.logBeside(given) : given;
      var log = new LineLog(file, EventLines::isObject);
      takeOver(isFormer ? given : StudyFiles.former(file), file, log, terminal);
      var content = log.read();
      report(file, content, terminal);
      return new StudyLog(file, log, events(List.of(), content.lines()), content.end());
    } catch (IOException e) {
      throw Writing.failed(given, e);
    }
  }

  private static void requireWritable(Path file) {
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException _) {
      // the check says what is wrong with the folder
    }
    Writing.check(file, 0);
  }

  private static void takeOver(Path former, Path file, LineLog log, Terminal terminal)
      throws IOException {
    var lines = FormerRatings.of(former).stream().map(EventLines::line).toList();
    if (!lines.isEmpty() && !Files.exists(file)) {
      log.createIfAbsent(lines);
      terminal.notice(
          "the ratings in %s are taken over; from now on %s keeps them, the former file stays"
              .formatted(former, file));
    }
  }

  private static void report(Path file, LineLog.Content content, Terminal terminal) {
    if (content.damaged().isPresent()) {
      terminal.notice(
          "%s has damaged lines; the file as it was is kept as %s, the ratings that can be read stay"
              .formatted(file, content.damaged().get()));
    } else if (content.torn()) {
      terminal.notice(
          file + " ends within a line, which is dropped: it was not written to its end");
    }
  }

  /** The events and those of further lines; an imported one goes where its time belongs. */
  private static List<Event> events(List<Event> known, List<String> lines) {
    var events = new ArrayList<>(known);
    for (var line : lines) {
      EventLines.event(line)
          .ifPresent(event ->
              events.add(
                  EventLines.isImported(line) ? place(event, events) : events.size(), event));
    }
    return List.copyOf(events);
  }

  /** After the last event that is not later. */
  private static int place(Event event, List<Event> events) {
    int place = events.size();
    while (place > 0 && events.get(place - 1).at().isAfter(event.at())) {
      place--;
    }
    return place;
  }

  /**
   * Every event, in the order in which they were written, but those that were imported in the order
   * of their times.
   */
  public List<Event> events() {
    return events;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /**
   * Adds events, all or none; they are on the disk when this returns.
   *
   * @return the log with them, and with what other sittings added meanwhile
   * @throws DataException if they cannot be written
   */
  public StudyLog with(List<Event> further) {
    return append(further.stream().map(EventLines::line).toList());
  }

  /**
   * Adds events of another log, all or none.
   *
   * @return the log with them, and with what other sittings added meanwhile
   * @throws DataException if they cannot be written
   */
  public StudyLog importing(List<Event> others) {
    return append(others.stream().map(EventLines::importedLine).toList());
  }

  private StudyLog append(List<String> lines) {
    try {
      log.append(lines);
    } catch (FileWriteException e) {
      throw Writing.failed(file, e);
    }
    return latest();
  }

  /**
   * The log as it is on the disk now.
   *
   * @throws DataException if it cannot be read
   */
  public StudyLog latest() {
    try {
      var tail = log.after(end);
      var known = tail.start() == end ? events : List.<Event>of();
      return new StudyLog(file, log, events(known, tail.lines()), tail.end());
    } catch (FileWriteException e) {
      throw Writing.failed(file, e);
    }
  }

  /** The file. */
  @Override
  public String toString() {
    return file.toString();
  }
}
