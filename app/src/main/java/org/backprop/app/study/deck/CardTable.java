package org.backprop.app.study.deck;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.backprop.table.DataException;

/**
 * Cards as a table of question and answer, for other programs: comma-separated values with the
 * header {@code id,topic,question,answer}, or Anki's text for import, in which the ids of the notes
 * are those of the cards. A card that comes back unchanged stays what it was; of a changed or new
 * one the answer is recalled, not computed.
 */
public enum CardTable {
  CSV(','),
  ANKI('\t');

  private static final String ANKI_HEADER =
      """
      #separator:tab
      #html:false
      #guid column:1
      #tags column:4
      """;

  private final char separator;

  CardTable(char separator) {
    this.separator = separator;
  }

  /** The deck as a table. Cards with fresh numbers have those of one draw. */
  public String write(Deck deck) {
    var text = new StringWriter();
    try (var csv = CsvWriter.builder().fieldSeparator(separator).build(text)) {
      if (this == ANKI) {
        text.append(ANKI_HEADER);
      } else {
        csv.writeRecord("id", "topic", "question", "answer");
      }
      deck.cards().stream().map(Note::of).map(this::row).forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private List<String> row(Note note) {
    return this == CSV
        ? List.of(note.id(), note.topic(), note.question(), note.answer())
        : List.of(
            AnkiId.of(note.id()), note.question(), note.answer(), note.topic().replace(' ', '_'));
  }

  /**
   * The cards of a table that are new or changed.
   *
   * @param known the cards that are there already
   * @throws DataException if the text is no such table; says where
   */
  CardFile.Imported read(String text, String source, Deck known) {
    var cards = new LinkedHashMap<String, Card>();
    var taken = new HashSet<String>();
    var notes = this == CSV ? csv(text, source) : anki(text, source);
    for (var read : notes.stream().filter(Note::isComplete).toList()) {
      var note = read.withFreeId(taken);
      taken.add(note.id());
      var before = known.find(note.id());
      if (before.isEmpty() || !Note.of(before.get()).says(note)) {
        cards.put(note.id(), note.card(source));
      }
    }
    long complete = notes.stream().filter(Note::isComplete).count();
    return new CardFile.Imported(List.copyOf(cards.values()), (int) (notes.size() - complete));
  }

  private static List<Note> csv(String text, String source) {
    var rows = rows(text, separator(text), source);
    var header =
        rows.isEmpty()
            ? List.<String>of()
            : rows.removeFirst().stream().map(String::strip).toList();
    var question = column(header, "question", "front");
    var answer = column(header, "answer", "back");
    if (question.isEmpty() || answer.isEmpty()) {
      throw new DataException(
          source + " has no columns question and answer in its first line; name them there");
    }
    var id = column(header, "id");
    var topic = column(header, "topic", "tags");
    return rows.stream()
        .map(
            row -> Note.of(cell(row, id), cell(row, topic), cell(row, question), cell(row, answer)))
        .toList();
  }

  /** A comma, or the semicolon or tab that the first line has in its place. */
  private static char separator(String text) {
    var first = text.lines().findFirst().orElse("");
    return first.contains(",") ? ',' : first.contains(";") ? ';' : '\t';
  }

  private static Optional<Integer> column(List<String> header, String... names) {
    for (var name : names) {
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).equalsIgnoreCase(name)) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  private static List<Note> anki(String text, String source) {
    var header = AnkiHeader.of(text);
    var fields = new ArrayList<Note>();
    for (var row : rows(header.body(), header.separator(), source)) {
      var content = header.content(row);
      var id = cell(row, header.guid());
      fields.add(
          Note.of(
              id.isEmpty() ? "" : AnkiId.toCard(id),
              cell(row, header.tags()).replace('_', ' '),
              content.isEmpty() ? "" : content.get(0),
              content.size() < 2 ? "" : content.get(1)));
    }
    return fields;
  }

  private static String cell(List<String> row, Optional<Integer> column) {
    return column.filter(it -> it < row.size()).map(row::get).map(String::strip).orElse("");
  }

  private static List<List<String>> rows(String text, char separator, String source) {
    var rows = new ArrayList<List<String>>();
    try (var csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text.replace("\uFEFF", ""))) {
      csv.forEach(row -> rows.add(row.getFields()));
    } catch (CsvParseException | IOException e) {
      throw new DataException("%s is no table of cards: %s".formatted(source, e.getMessage()), e);
    }
    return rows;
  }
}
