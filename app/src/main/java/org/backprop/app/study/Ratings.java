package org.backprop.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.Terminal;
import org.backprop.app.Writing;
import org.backprop.table.DataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How well each card was known the last time, kept in a small file. */
final class Ratings {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final Map<String, Integer> byCard = new LinkedHashMap<>();

  /**
   * The ratings in a file; one that cannot be read is moved aside, with a notice.
   *
   * @throws DataException if it is a folder
   */
  Ratings(Path file, Terminal terminal) {
    this.file = file;
    if (Files.isDirectory(file)) {
      throw new DataException(file + " cannot be read: it is a folder; name a file in it");
    }
    if (Files.exists(file)) {
      read(terminal);
    }
  }

  /** Where a user's data is kept: XDG_DATA_HOME, APPDATA, or .local/share in the home folder. */
  static Path usualFile(Map<String, String> environment, String home) {
    var base =
        Optional.ofNullable(environment.get("XDG_DATA_HOME"))
            .or(() -> Optional.ofNullable(environment.get("APPDATA")))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .orElse(Path.of(home, ".local", "share"));
    return base.resolve("backprop").resolve("study.json");
  }

  Map<String, Integer> byCard() {
    return Map.copyOf(byCard);
  }

  private void read(Terminal terminal) {
    try {
      var saved = JSON.readValue(Files.readString(file), Map.class);
      for (Object key : saved.keySet()) {
        byCard.put((String) key, ((Number) saved.get(key)).intValue());
      }
    } catch (IOException | JacksonException | ClassCastException | NullPointerException e) {
      byCard.clear();
      var aside = file.resolveSibling(file.getFileName() + ".damaged");
      try {
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failed) {
        throw Writing.failed(aside, failed);
      }
      terminal.notice(
          file + " could not be read; it is kept as " + aside + ", and all starts anew.");
    }
  }

  /**
   * Checks, before any card is shown, that ratings can be kept; makes the folder.
   *
   * @throws DataException if they cannot
   */
  void requireWritable() {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
    } catch (IOException _) {
      // the check below says what is wrong with the folder
    }
    Writing.check(file, 0);
  }

  /** Keeps a rating, on disk at once. */
  void put(String card, int rating) {
    byCard.put(card, rating);
    Writing.write(file, writer -> writer.write(JSON.writeValueAsString(byCard)));
  }
}
