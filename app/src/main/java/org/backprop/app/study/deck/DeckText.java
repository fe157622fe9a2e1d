package org.backprop.app.study.deck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backprop.table.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a deck from its text file: {@code ## id} begins a card, {@code Field: text} a field, an
 * empty line a new paragraph.
 */
public final class DeckText {
  static final List<String> FIELDS =
      List.of(
          "Topic",
          "Question",
          "Answer",
          "Rows",
          "Columns",
          "Example",
          "Exercise",
          "Given",
          "Ask",
          "Value",
          "Mistake",
          "Order",
          "Right",
          "Wrong",
          "Line",
          "Error",
          "Check");

  private static final Pattern FIELD = Pattern.compile("(\\p{Lu}\\p{Ll}+):(?:\\s+(.*))?");
  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");
  private static final int LONGEST_ID = 100;

  private final String source;
  private final List<Card> cards = new ArrayList<>();
  private final Map<String, Integer> lineOfId = new HashMap<>();
  private String title = "";
  private @Nullable Entry entry;
  private int number;

  private DeckText(String source) {
    this.source = source;
  }

  /**
   * The deck in a text; it may have no card.
   *
   * @param source the name of the file, for messages
   * @throws DataException if it is no deck; says where
   */
  public static Deck read(String text, String source) {
    var reader = new DeckText(source);
    text.replace("\uFEFF", "").lines().forEach(reader::line);
    reader.end();
    return new Deck(reader.title.isEmpty() ? source : reader.title, reader.cards);
  }

  /** A field with its paragraphs. */
  record Field(String name, int line, List<String> paragraphs) {
    String text() {
      return String.join(" ", paragraphs);
    }
  }

  /** The fields of a card and its lines as they were written. */
  record Entry(String id, int line, List<Field> fields, List<String> lines) {}

  private void line(String line) {
    number++;
    var text = line.strip();
    if (line.startsWith("## ")) {
      end();
      begin(line.substring(3).strip());
    } else if (entry == null) {
      if (line.startsWith("# ") && title.isEmpty()) {
        title = line.substring(2).strip();
      }
      return;
    } else if (!text.isEmpty()) {
      text(line, text, entry);
    } else if (!entry.fields().isEmpty()) {
      entry.fields().getLast().paragraphs().add("");
    }
    entry().lines().add(line.stripTrailing());
  }

  private void begin(String id) {
    if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
      throw failure(
          number,
          "`%s` is no id: it has up to %s letters, digits, hyphens, dots and underscores"
              .formatted(id, LONGEST_ID));
    }
    var before = lineOfId.putIfAbsent(id, number);
    if (before != null) {
      throw failure(number, "the card %s is already in line %s".formatted(id, before));
    }
    entry = new Entry(id, number, new ArrayList<>(), new ArrayList<>());
  }

  private void text(String line, String text, Entry card) {
    var field = FIELD.matcher(line);
    if (field.matches()) {
      var name = field.group(1);
      if (!FIELDS.contains(name)) {
        throw failure(
            number,
            "there is no field %s; there are %s. Indent the line if it is text"
                .formatted(name, String.join(", ", FIELDS)));
      }
      var first = Optional.ofNullable(field.group(2)).orElse("").strip();
      card.fields().add(new Field(name, number, new ArrayList<>(List.of(first))));
    } else if (card.fields().isEmpty()) {
      throw failure(number, "a card begins with a field, as in `Question: ...`");
    } else {
      var paragraphs = card.fields().getLast().paragraphs();
      paragraphs.set(paragraphs.size() - 1, (paragraphs.getLast() + " " + text).strip());
    }
  }

  private Entry entry() {
    if (entry == null) {
      throw new IllegalStateException("no card has begun");
    }
    return entry;
  }

  private void end() {
    if (entry != null) {
      entry.fields().forEach(field -> field.paragraphs().removeIf(String::isEmpty));
      while (!entry.lines().isEmpty() && entry.lines().getLast().isEmpty()) {
        entry.lines().removeLast();
      }
      cards.add(new CardReader(entry, source).read());
    }
  }

  private DataException failure(int line, String what) {
    return failure(source, line, what);
  }

  static DataException failure(String source, int line, String what) {
    return new DataException("%s, line %s: %s".formatted(source, line, what));
  }
}
