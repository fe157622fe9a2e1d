package org.backprop.app.study;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backprop.app.Common;
import org.backprop.app.Terminal;
import org.backprop.app.study.review.StudyFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rehearses the cards on backpropagation. */
@Command(
    name = "study",
    header = "Learn backpropagation with cards: fresh numbers, marked answers, a schedule.",
    description = {
      "",
      "Without options: a sitting with the cards of the day. What you rated badly is asked again",
      "soon, what you knew well later.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop study",
      "  backprop study --columns",
      "  backprop study --list",
      "  backprop study --export cards.anki.txt",
      "  backprop study --practice backward",
      "  backprop study --sheet 10 -o sheet.html",
      "  backprop study --forecast",
    })
public final class StudyCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 1,
      description = "Decides the numbers. Default: fresh ones each time.")
  Optional<Long> seed = Optional.empty();

  @Option(
      names = "--ratings",
      paramLabel = "FILE",
      order = 2,
      description =
          "The log that keeps your ratings; settings and own cards are kept beside it. Default:"
              + " study.jsonl in the user's data folder.")
  Optional<Path> file = Optional.empty();

  @Option(
      names = "--all",
      order = 3,
      description = "Ask all cards (with --topic: all of the topic), due or not.")
  boolean all;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      order = 4,
      description = "Ask the cards of one topic only; with --sheet the topic of the exercises.")
  Optional<String> topic = Optional.empty();

  @Mixin NotationOptions notation = new NotationOptions();

  @ArgGroup(heading = "%nCards:%n", validate = false, order = 10)
  CardOptions cards = new CardOptions();

  @ArgGroup(heading = "%nExercises:%n", validate = false, order = 20)
  ExerciseOptions exercises = new ExerciseOptions();

  @ArgGroup(heading = "%nReviews:%n", validate = false, order = 30)
  ReviewOptions reviews = new ReviewOptions();

  private final Reader input = new InputStreamReader(System.in, StandardCharsets.UTF_8);

  @Override
  public Integer call() {
    var log = file.orElseGet(StudyFiles::usualLog);
    var terminal = common.terminal();
    var number = seed.orElseGet(() -> System.nanoTime() % 100_000);
    if (exercises.run(terminal, input, number, notation, topic)) {
      return 0;
    }
    var study = Study.open(log, notation.notation(), terminal);
    if (!cards.run(study, terminal) && !reviews.run(study, terminal)) {
      sitting(study, terminal, input, number);
    }
    return 0;
  }

  private void sitting(Study study, Terminal terminal, Reader input, long seed) {
    var chosen = topic.map(study::ofTopic).orElse(study);
    var sitting = all ? chosen.all(chosen.deck().cards()) : chosen.daily();
    new TerminalSitting(chosen, sitting, terminal, new BufferedReader(input), seed).run();
  }
}
