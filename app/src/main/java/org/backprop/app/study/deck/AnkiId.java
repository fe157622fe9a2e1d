package org.backprop.app.study.deck;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Ids of cards as those of Anki's notes, and back. A note that was made in Anki has an id of any
 * characters; those that a card's id cannot have become {@code _} and two hexadecimal digits for
 * each byte.
 */
final class AnkiId {
  private static final String FROM_ANKI = "anki.";
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]");
  private static final Pattern ENCODED = Pattern.compile("(?:_[0-9a-f]{2})+");

  private AnkiId() {}

  /** The id of a card's note. */
  static String of(String card) {
    return card.startsWith(FROM_ANKI)
        ? ENCODED
            .matcher(card.substring(FROM_ANKI.length()))
            .replaceAll(it -> java.util.regex.Matcher.quoteReplacement(decoded(it.group())))
        : card;
  }

  /** The id of a note's card. */
  static String toCard(String note) {
    return PLAIN.matcher(note).matches()
        ? note
        : FROM_ANKI + OTHER.matcher(note).replaceAll(it -> encoded(it.group()));
  }

  private static String encoded(String text) {
    var result = new StringBuilder();
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      result.append('_').append(java.util.HexFormat.of().toHexDigits(b));
    }
    return result.toString();
  }

  private static String decoded(String text) {
    var bytes = java.util.HexFormat.of().parseHex(text.replace("_", ""));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
