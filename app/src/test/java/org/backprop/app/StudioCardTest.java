package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.deck.Deck;
import org.backprop.app.study.exercise.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that opens the example of a card. */
class StudioCardTest {
  @TempDir Path folder;

  private CommandLineRun studio(Object... words) {
    var all = new Object[words.length + 5];
    all[0] = "studio";
    all[1] = "--ratings";
    all[2] = folder.resolve("study.jsonl");
    all[3] = "--export";
    all[4] = folder.resolve("page.html");
    System.arraycopy(words, 0, all, 5, words.length);
    return CommandLineRun.of(all);
  }

  @Test
  void the_numbers_are_those_of_the_seed() throws IOException {
    assertEquals(0, studio("--card", "hidden-delta", "--seed", "7").status());
    var page = Files.readString(folder.resolve("page.html"));
    var x =
        Asked.of(Deck.builtIn().card("hidden-delta"), 7, Notation.USUAL)
            .example()
            .orElseThrow()
            .x();
    assertTrue(page.contains("\"x\":[%s,%s]".formatted(x.at(0), x.at(1))), page);
    assertTrue(page.contains("Card hidden-delta"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--card no-such-card | the deck has no card no-such-card",
        "--card choose-loss-for-a-number | the card choose-loss-for-a-number has no network",
        "--seed 7 | --seed needs --card",
        "--card hidden-delta --seed 1 model.safetensors data.csv | name a MODEL or a --card",
      })
  void what_cannot_be_opened_is_said_in_a_sentence(String words, String sentence) {
    var run = studio((Object[]) words.split(" "));
    assertEquals(2, run.status());
    assertTrue(run.err().contains(sentence), run.err());
  }
}
