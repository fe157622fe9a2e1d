package org.backprop.provenance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.backprop.advice.Notice;
import org.backprop.saved.SavedMap;

/** Something about a finished training that makes its model doubtful. */
public record Warning(Kind kind, Notice notice) {

  /** What is doubtful. */
  public enum Kind {
    /** The training loss is not finite, or above that of the constant model and not falling. */
    DIVERGED,
    /** The training was ended, or its steps ran out, before the loss stopped falling. */
    STOPPED_SHORT,
    /** The best epoch is the last one. */
    BEST_EPOCH_AT_CAP,
    /** The loss of the validation rows is not below that of the constant model. */
    NO_BETTER_THAN_CONSTANT;

    /** As in {@code stopped_short}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code kind}, and the keys of the notice. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>(SavedMap.of("kind", kind.text()));
    map.putAll(notice.toMap());
    return map;
  }

  static Warning fromMap(Map<?, ?> map) {
    return new Warning(
        new SavedMap(map, "warning").constant(Kind.class, "kind"), Notice.fromMap(map));
  }

  @Override
  public String toString() {
    return notice.toString();
  }
}
