package org.backprop.provenance;

import java.util.List;
import java.util.Map;
import org.backprop.advice.Notice;
import org.backprop.saved.SavedMap;

/**
 * What the data decided.
 *
 * @param target the column that is predicted
 * @param likelihood its name
 * @param reason why it was chosen, as in {@code species has 3 classes}
 * @param notices what the user should know about the data
 */
public record Choice(String target, String likelihood, String reason, List<Notice> notices) {

  public Choice {
    notices = List.copyOf(notices);
  }

  Map<String, Object> toMap() {
    return SavedMap.of(
        "target",
        target,
        "likelihood",
        likelihood,
        "reason",
        reason,
        "notices",
        notices.stream().map(Notice::toMap).toList());
  }

  static Choice fromMap(SavedMap saved) {
    return new Choice(
        saved.text("target"),
        saved.text("likelihood"),
        saved.text("reason"),
        saved.maps("notices").stream().map(Notice::fromMap).toList());
  }
}
