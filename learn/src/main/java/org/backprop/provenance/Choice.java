package org.backprop.provenance;

import java.util.List;
import java.util.Map;
import org.backprop.saved.SavedMap;

/**
 * What the data decided.
 *
 * @param target the column that is predicted
 * @param likelihood its name
 * @param reason why it was chosen, as in {@code species has 3 classes}
 * @param notices what the user should know about the data
 */
public record Choice(String target, String likelihood, String reason, List<String> notices) {

  public Choice {
    notices = List.copyOf(notices);
  }

  Map<String, Object> toMap() {
    return SavedMap.of(
        "target", target, "likelihood", likelihood, "reason", reason, "notices", notices);
  }

  static Choice fromMap(SavedMap saved) {
    return new Choice(
        saved.text("target"),
        saved.text("likelihood"),
        saved.text("reason"),
        saved.texts("notices"));
  }
}
