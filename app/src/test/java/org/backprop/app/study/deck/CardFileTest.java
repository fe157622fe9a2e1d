package org.backprop.app.study.deck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backprop.app.study.deck.Card.Paragraph;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardFileTest {
  private static final Deck DECK = Deck.builtIn();
  private static final Deck NONE = new Deck("", List.of());

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<Card> read(String name, String text, Deck known) throws IOException {
    return CardFile.of(file(name, text)).read(known).cards();
  }

  @ParameterizedTest
  @ValueSource(strings = {"d.txt", "d.anki.txt", "d.tsv", "d.csv"})
  void what_was_written_comes_back_unchanged(String name) throws IOException {
    var file = CardFile.of(folder.resolve(name));
    var text = file.write(DECK);
    assertEquals(List.of(), read(name, text, DECK));
    var alone = read(name, text, NONE);
    assertEquals(DECK.ids(), alone.stream().map(Card::id).toList());
    assertEquals(
        DECK.card("tanh-derivative").topic(),
        alone.get(DECK.ids().indexOf("tanh-derivative")).topic());
    assertEquals(List.of(), read(name, file.write(new Deck("", alone)), new Deck("", alone)));
  }

  @Test
  void an_edited_note_replaces_the_card_of_its_id() throws IOException {
    var text = CardFile.of(folder.resolve("d.tsv")).write(DECK);
    var changed =
        read("d.tsv", text.replace("What is the delta rule?", "State the delta rule."), DECK);
    assertEquals(1, changed.size());
    assertEquals("delta-rule", changed.getFirst().id());
    assertEquals("State the delta rule.", changed.getFirst().question());
    assertEquals("delta-rule", changed.getFirst().topic());
  }

  @Test
  void what_anki_exports_is_read_and_keeps_its_note_ids() throws IOException {
    var text =
        """
        #separator:tab
        #html:true
        #guid column:1
        #notetype column:2
        #deck column:3
        #tags column:6
        "q#X,""a"\tBasic\tMaths\t"What is<br>2 &lt; 3, ""so"" to say?"\tTrue<div>Yes: it is</div>\tlogic
        B^2|z\tBasic\tMaths\tNote: {= x}? {{c1::cat}}\t## no card\t
        """;
    var cards = read("a.anki.txt", text, NONE);
    assertEquals("What is 2 < 3, \"so\" to say?", cards.get(0).question());
    assertEquals(
        List.of("True", "Yes: it is"),
        cards.get(0).answer().stream().map(Paragraph::text).toList());
    assertEquals("logic", cards.get(0).topic());
    assertEquals("Note: { = x}? {{c1::cat}}", cards.get(1).question());
    var written = CardTable.ANKI.write(new Deck("", cards));
    assertTrue(written.contains("\nB^2|z\t"), written);
    assertTrue(written.contains("q#X,\"\"a\"\t"), written);
    assertEquals(List.of(), read("b.anki.txt", written, new Deck("", cards)));
  }

  @Test
  void a_table_without_ids_gets_those_of_its_questions() throws IOException {
    var cards =
        read("t.csv", "Question,Answer\nWas ist ∇f?,a\n\"Was ist ∇f?\",\"b, c\"\n???,d\n", NONE);
    assertEquals(
        List.of("was-ist-f", "was-ist-f-2", "card"), cards.stream().map(Card::id).toList());
    assertEquals("b, c", cards.get(1).answer().getFirst().text());
    assertInstanceOf(Task.Recall.class, cards.getFirst().task());
  }

  @Test
  void notes_without_an_answer_are_left_out_and_counted() throws IOException {
    var csv = CardFile.of(file("t.csv", "id;question;answer\na;q;\nb;q, or;r\n")).read(NONE);
    assertEquals(List.of("b"), csv.cards().stream().map(Card::id).toList());
    assertEquals("q, or", csv.cards().getFirst().question());
    assertEquals(1, csv.incomplete());
    var anki = CardFile.of(file("t.tsv", "only one\nq\ta\n\tb\n")).read(NONE);
    assertEquals(1, anki.cards().size());
    assertEquals(2, anki.incomplete());
  }

  @Test
  void a_card_whose_equation_does_not_hold_is_refused() {
    var own = new OwnCards(folder.resolve("own.txt"));
    var text = "## a\nQuestion: q?\nAnswer: z\nCheck: d(r^2, r) = %s\n";
    own.keep(DeckText.read(text.formatted("2 * r"), "").cards());
    var wrong = DeckText.read(text.formatted("2 * r + 0.001"), "").cards();
    var e = assertThrows(DataException.class, () -> own.keep(wrong));
    assertTrue(String.valueOf(e.getMessage()).contains("does not hold for {r="), e.getMessage());
  }

  @Test
  void faults_are_said() throws IOException {
    fails("no columns question and answer", "t.csv", "a,b\n1,2\n");
    fails("no card", "t.txt", "nothing");
    var missing = folder.resolve("none.csv");
    var e = assertThrows(DataException.class, () -> CardFile.of(missing).read(NONE));
    assertTrue(String.valueOf(e.getMessage()).contains("does not exist"));
    var other = Path.of("cards.apkg");
    var format = assertThrows(DataException.class, () -> CardFile.of(other));
    assertTrue(String.valueOf(format.getMessage()).contains("does not tell the format"));
    Files.write(folder.resolve("l.csv"), new byte[] {'q', (byte) 0xe9});
    var latin =
        assertThrows(DataException.class, () -> CardFile.of(folder.resolve("l.csv")).read(NONE));
    assertTrue(String.valueOf(latin.getMessage()).contains("UTF-8"));
  }

  private void fails(String expected, String name, String text) {
    var e = assertThrows(DataException.class, () -> read(name, text, NONE));
    assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
  }

  @Test
  void own_cards_stand_in_the_place_of_built_in_ones() throws IOException {
    var own = new OwnCards(folder.resolve("new").resolve("own.txt"));
    assertEquals(List.of(), own.cards());
    own.keep(List.of());
    assertFalse(Files.exists(own.file()));
    var edited = own.edit("delta-rule", "## delta-rule\nQuestion: Q?\nAnswer: A.\n");
    own.keep(DeckText.read("## mine\nQuestion: M?\nAnswer: A.\n", "").cards());
    var deck = DECK.with(own.cards());
    assertEquals(edited, deck.card("delta-rule"));
    assertEquals(4, deck.ids().indexOf("delta-rule"));
    assertEquals("mine", deck.ids().getLast());
    assertThrows(
        DataException.class, () -> own.edit("delta-rule", "## x\nQuestion: Q?\nAnswer: A."));
    Files.writeString(own.file(), "## broken\n");
    assertThrows(DataException.class, () -> own.keep(List.of(edited)));
    assertEquals("## broken\n", Files.readString(own.file()));
  }

  @Test
  void a_card_whose_answer_no_draw_tells_from_a_mistake_is_refused() {
    var own = new OwnCards(folder.resolve("own.txt"));
    for (var mistake : List.of("1 / 0", "2 * r")) {
      var text =
          "## a\nQuestion: q?\nGiven: r in 1, 2\nValue: r + r\nMistake: %s | M.\nAnswer: z\n"
              .formatted(mistake);
      var cards = DeckText.read(text, "").cards();
      var e = assertThrows(DataException.class, () -> own.keep(cards));
      assertTrue(String.valueOf(e.getMessage()).startsWith("the card a: with no numbers"));
    }
    assertFalse(Files.exists(own.file()));
  }

  @Test
  void a_search_finds_cards_with_all_words() {
    assertEquals(
        List.of("tanh-derivative"),
        DECK.search("tanh derivative").stream()
            .map(Card::id)
            .filter(id -> id.startsWith("tanh"))
            .toList());
    assertEquals(List.of(), DECK.search("tanh nonsense"));
  }
}
