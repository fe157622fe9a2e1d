package org.backprop.app.studio;

import java.util.Map;
import org.backprop.app.Failures;
import org.backprop.app.study.exercise.Homework;
import org.backprop.app.study.exercise.MarkedLine;
import org.backprop.table.DataException;

/** A marked homework as the page gets it. */
final class HomeworkMap {
  private HomeworkMap() {}

  /** Each line with its mark, or what is wrong with the text. */
  static Map<String, Object> of(JsonMessage message) {
    try {
      var marked = Homework.mark("", message.text("text").orElse(""));
      return Map.of(
          "lines", marked.lines().stream().map(HomeworkMap::line).toList(),
          "notes", marked.notes(),
          "right", marked.right());
    } catch (DataException e) {
      return Map.of("fault", Failures.sentence(e));
    }
  }

  private static Map<String, Object> line(MarkedLine line) {
    return Map.of(
        "line", line.line(),
        "name", line.name(),
        "mark", line.mark().word(),
        "sentence", line.sentence(),
        "right", line.right());
  }
}
