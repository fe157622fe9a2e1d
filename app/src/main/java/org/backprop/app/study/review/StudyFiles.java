package org.backprop.app.study.review;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The names of the files in which a learner's data is kept. */
public final class StudyFiles {
  private static final String LOG = ".jsonl";

  private StudyFiles() {}

  /** The log of this user. */
  public static Path usualLog() {
    return usualLog(System.getenv(), System.getProperty("user.home", "."));
  }

  /** The log in the user's data folder: XDG_DATA_HOME, APPDATA, or .local/share at home. */
  public static Path usualLog(Map<String, String> environment, String home) {
    var base =
        Optional.ofNullable(environment.get("XDG_DATA_HOME"))
            .or(() -> Optional.ofNullable(environment.get("APPDATA")))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .orElse(Path.of(home, ".local", "share"));
    return base.resolve("backprop").resolve("study" + LOG);
  }

  /**
   * The file beside a log in which the last rating of each card was kept before there was a log.
   */
  static Path former(Path log) {
    return log.resolveSibling(stem(log) + ".json");
  }

  /** The log beside a file in the former format. */
  static Path logBeside(Path former) {
    var name = String.valueOf(former.getFileName());
    return former.resolveSibling((name.endsWith(LOG) ? name : stem(former)) + LOG);
  }

  /** The settings beside a log. */
  public static Path settings(Path log) {
    return log.resolveSibling(stem(log) + "-settings.json");
  }

  private static String stem(Path file) {
    var name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
