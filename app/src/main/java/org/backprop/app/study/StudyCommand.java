package org.backprop.app.study;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.backprop.app.Common;
import org.backprop.app.OrientationOption;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.chain.Orientation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rehearses the cards on backpropagation. */
@Command(
    name = "study",
    header = "Rehearse backpropagation with a deck of cards; what was known least comes first.",
    footer = {
      "",
      "Examples:",
      "  backprop study",
      "  backprop study --seed 7",
      "  backprop study --columns",
      "  backprop study --list",
    })
public final class StudyCommand implements Callable<Integer> {
  private static final String SCALE = "1 Not at all, 2, 3, 4, 5 Perfectly";

  @Mixin Common common = new Common();

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 1,
      description = "Decides the numbers of the examples. Default: fresh ones each time.")
  Optional<Long> seed = Optional.empty();

  @Option(
      names = "--ratings",
      paramLabel = "FILE",
      order = 2,
      description = "Where the ratings are kept. Default: in the user's data folder.")
  Optional<Path> file = Optional.empty();

  @Option(names = "--list", order = 3, description = "Only list the cards and their ratings.")
  boolean list;

  @Mixin OrientationOption orientation = new OrientationOption();

  private final Reader input = new InputStreamReader(System.in, StandardCharsets.UTF_8);

  @Override
  public Integer call() {
    var home = System.getProperty("user.home", ".");
    var path = file.orElseGet(() -> Ratings.usualFile(System.getenv(), home));
    var terminal = common.terminal();
    var ratings = new Ratings(path, terminal);
    if (list) {
      list(terminal, ratings);
    } else {
      var number = seed.orElseGet(() -> System.nanoTime() % 100_000);
      study(terminal, ratings, input, number, orientation.orientation());
    }
    return 0;
  }

  private static void list(Terminal terminal, Ratings ratings) {
    var table = TextTable.of("card", "<question", "<last rating");
    for (var card : Deck.CARDS) {
      var rating = ratings.byCard().get(card.id());
      table.row(card.id(), card.question(), rating == null ? "-" : String.valueOf(rating));
    }
    terminal.table(table);
  }

  /** Goes through all cards, or until the input ends. */
  static void study(
      Terminal terminal, Ratings ratings, Reader input, long seed, Orientation orientation) {
    ratings.requireWritable();
    var reader = new BufferedReader(input);
    var random = new SplittableRandom(seed);
    var number = 0;
    for (var card : Deck.ordered(ratings.byCard())) {
      number++;
      terminal.line(terminal.bold("Card " + number + " of 5: " + card.question()));
      terminal.line(terminal.dim("  (Enter shows the answer, q ends)"));
      var ready = line(reader);
      if (ready == null || ready.strip().equals("q")) {
        break;
      }
      card.answer().apply(orientation).forEach(terminal::paragraph);
      terminal.line();
      terminal.line("  Example, samples as " + orientation.word() + ":");
      card.example().apply(random.split(), orientation).forEach(it -> terminal.line("    " + it));
      terminal.line();
      var rating = rating(terminal, reader);
      if (rating == 0) {
        break;
      }
      ratings.put(card.id(), rating);
      terminal.line();
    }
    terminal.line("The ratings are kept; what was known least comes first next time. Seed " + seed);
  }

  /** From 1 to 5, asked for until it is; 0 where the input ends. */
  private static int rating(Terminal terminal, BufferedReader reader) {
    while (true) {
      terminal.line("How well did you know this? " + SCALE);
      var answer = line(reader);
      if (answer == null || answer.strip().equals("q")) {
        return 0;
      }
      var rating = answer.strip();
      if (rating.length() == 1 && rating.charAt(0) >= '1' && rating.charAt(0) <= '5') {
        return rating.charAt(0) - '0';
      }
      terminal.line("Please type a number from 1 to 5.");
    }
  }

  private static @Nullable String line(BufferedReader reader) {
    try {
      return reader.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
