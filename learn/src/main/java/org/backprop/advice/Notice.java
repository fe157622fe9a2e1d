package org.backprop.advice;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.backprop.saved.SavedMap;

/**
 * Something found in the data or the settings, and what remedies it.
 *
 * @param fact a sentence, or the first half of one: what was found, and where
 * @param advice what to do about it, with {@code {}} in place of each remedy, as in {@code use {}
 *     to fill them in}; empty if there is nothing to do
 * @param remedies the settings that the advice names, in their order
 */
public record Notice(String fact, String advice, List<Remedy> remedies) {
  /** The advice of a decision that its remedy repeats. */
  public static final String REPEATED_BY = "read with {}";

  /** Checks that the advice has a place for each remedy. */
  public Notice {
    remedies = List.copyOf(remedies);
    if (parts(advice).length != remedies.size() + 1) {
      throw new IllegalArgumentException(
          "\"%s\" names not %s remedies".formatted(advice, remedies.size()));
    }
  }

  /** A decision in reading a table, and the setting that repeats it. */
  public static Notice decision(String fact, Remedy repeating) {
    return of(fact, REPEATED_BY, repeating);
  }

  /** Whether it is a decision that its remedy repeats. */
  public boolean isDecision() {
    return advice.equals(REPEATED_BY);
  }

  /** A fact alone. */
  public static Notice of(String fact) {
    return new Notice(fact, "", List.of());
  }

  public static Notice of(String fact, String advice, Remedy... remedies) {
    return new Notice(fact, advice, List.of(remedies));
  }

  /** The sentence for a caller from Java. */
  public String inJava() {
    return worded(Remedy::inJava);
  }

  /** The sentence with the remedies in someone's words. */
  public String worded(Function<Remedy, String> words) {
    if (advice.isEmpty()) {
      return fact;
    }
    var parts = parts(advice);
    var text = new StringBuilder(fact).append("; ").append(parts[0]);
    for (var i = 1; i < parts.length; i++) {
      text.append(words.apply(remedies.get(i - 1))).append(parts[i]);
    }
    return text.toString();
  }

  private static String[] parts(String advice) {
    return advice.split("\\{\\}", -1);
  }

  public Map<String, Object> toMap() {
    return SavedMap.of(
        "fact", fact, "advice", advice, "remedies", remedies.stream().map(Remedy::toMap).toList());
  }

  /** The notice that {@link #toMap} wrote. */
  public static Notice fromMap(Map<?, ?> map) {
    var saved = new SavedMap(map, "notice");
    return new Notice(
        saved.text("fact"),
        saved.text("advice"),
        saved.maps("remedies").stream().map(Remedy::fromMap).toList());
  }

  /** The sentence for a caller from Java. */
  @Override
  public String toString() {
    return inJava();
  }
}
