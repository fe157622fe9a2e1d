package org.backprop.app.study.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.app.Terminal;
import org.backprop.app.Writing;
import org.backprop.recall.Parameters;
import org.backprop.saved.SavedMap;
import org.backprop.table.DataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a learner's settings in a file of JSON beside the log. */
public final class SettingsFile {
  private static final String RETENTION = "desired_retention";
  private static final String NEW = "new_per_day";
  private static final String REVIEWS = "reviews_per_day";
  private static final String PARAMETERS = "parameters";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private SettingsFile() {}

  /**
   * The settings beside a log. A file that cannot be read is moved aside, with a notice.
   *
   * @throws DataException if it cannot be moved
   */
  public static StudySettings read(Path log, Terminal terminal) {
    var file = StudyFiles.settings(log);
    if (!Files.exists(file)) {
      return StudySettings.DEFAULT;
    }
    try {
      return settings(new SavedMap(JSON.readValue(Files.readString(file), Map.class), "settings"));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      var aside = file.resolveSibling(file.getFileName() + ".damaged");
      try {
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failed) {
        throw Writing.failed(aside, failed);
      }
      terminal.notice(
          "%s cannot be read, so the usual settings count; it is kept as %s"
              .formatted(file, aside));
      return StudySettings.DEFAULT;
    }
  }

  /** What is not in the file has its usual value. */
  private static StudySettings settings(SavedMap saved) {
    var usual = StudySettings.DEFAULT;
    return new StudySettings(
        saved.has(RETENTION) ? saved.number(RETENTION) : usual.desiredRetention(),
        saved.has(NEW) ? saved.whole(NEW) : usual.newPerDay(),
        saved.has(REVIEWS) ? saved.whole(REVIEWS) : usual.reviewsPerDay(),
        saved.has(PARAMETERS) ? new Parameters(saved.numbers(PARAMETERS)) : usual.parameters());
  }

  /**
   * Keeps the settings beside a log.
   *
   * @throws DataException if they cannot be written
   */
  public static void write(Path log, StudySettings settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(RETENTION, settings.desiredRetention());
    values.put(NEW, settings.newPerDay());
    values.put(REVIEWS, settings.reviewsPerDay());
    if (!settings.parameters().equals(Parameters.DEFAULT)) {
      values.put(PARAMETERS, settings.parameters().values());
    }
    Writing.write(
        StudyFiles.settings(log), writer -> writer.write(JSON.writeValueAsString(values) + "\n"));
  }
}
