package org.backprop.app.study.deck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.backprop.app.study.deck.Asked.Reply;
import org.backprop.app.study.deck.Task.Option;
import org.backprop.app.study.exercise.Exercise;
import org.backprop.app.study.exercise.Exercises;
import org.backprop.app.study.exercise.Mistake;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.exercise.Verdict;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** Draws the numbers of a card and the order of its options. */
final class Asker {
  private static final int MOST_DRAWS = 1000;

  private final Card card;
  private final long seed;
  private final Notation notation;
  private final SplittableRandom random;

  Asker(Card card, long seed, Notation notation) {
    this.card = card;
    this.seed = seed;
    this.notation = notation;
    random = new SplittableRandom(seed);
  }

  Asked ask() {
    return switch (card.task()) {
      case Task.Recall() -> options(draw(), Reply.NOTHING, List.of(), "", Asker::unmarked);
      case Task.FromEngine(var kind) ->
          numbers(
              draw(), Exercises.find(kind).orElseThrow().draw(random, notation), card.question());
      case Task.Calculation task -> calculation(task);
      case Task.Ordering(var items) -> ordering(items);
      case Task.Choice(var options) -> choice(options);
      case Task.FindError(var lines, var wrong) -> findError(lines, wrong);
    };
  }

  private static Verdict unmarked(String typed) {
    return new Verdict.WrongForm("This card is not marked; recall the answer and look.");
  }

  private CardText draw() {
    var numbers = new HashMap<String, Double>();
    card.given().forEach(variable -> numbers.put(variable.name(), variable.draw(random)));
    return new CardText(numbers, notation.orientation());
  }

  private Asked calculation(Task.Calculation task) {
    return Stream.generate(this::draw)
        .limit(MOST_DRAWS)
        .map(text -> Map.entry(text, exercise(task, text)))
        .filter(drawn -> drawn.getValue().isDistinct())
        .findFirst()
        .map(drawn -> numbers(drawn.getKey(), drawn.getValue(), drawn.getKey().of(task.ask())))
        .orElseThrow(() ->
            new DataException(
                "the card %s: with no numbers of its field Given are value and mistakes finite and different; correct Given, Value or Mistake"
                    .formatted(card.id())));
  }

  private Exercise exercise(Task.Calculation task, CardText text) {
    var numbers = text.numbers();
    var mistakes =
        task.mistakes().stream()
            .map(wrong -> mistake(text.of(wrong.name()), scalar(wrong.value().value(numbers))))
            .toList();
    var result = task.value().value(numbers);
    var given =
        task.ask().contains("{=")
            ? List.<String>of()
            : task.value().variables().stream()
                .map(name -> text.of("%s = {= %s}".formatted(name, name)))
                .toList();
    return new Exercise(
        card.id(), given, "", scalar(result), mistakes, List.of(), List.of(), Optional.empty());
  }

  /** The first sentence is the name, the rest what to do. */
  private static Mistake mistake(String text, Tensor value) {
    var parts = text.split("\\. ", 2);
    var name = parts[0].endsWith(".") ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
    return new Mistake(withinSentence(name), parts.length == 2 ? parts[1] : "", value);
  }

  /** Without the capital of a word, but with that of a symbol such as W1 or L. */
  private static String withinSentence(String text) {
    return text.matches("\\p{Lu}\\p{Ll}.*")
        ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
        : text;
  }

  private static Tensor scalar(double value) {
    return Tensor.scalar(DType.FLOAT64, value);
  }

  private Asked numbers(CardText text, Exercise exercise, String question) {
    var prompt = new ArrayList<String>();
    prompt.add(text.of(question));
    prompt.addAll(exercise.given());
    prompt.add(exercise.question());
    prompt.removeIf(String::isEmpty);
    return new Asked(
        card,
        seed,
        prompt,
        Reply.NUMBERS,
        List.of(),
        exercise.answerText(),
        exercise::mark,
        exercise.mistakes(),
        answer(text),
        exercise.solution(),
        exercise.example());
  }

  private Asked ordering(List<String> items) {
    var shown = shuffled(items);
    var right = items.stream().map(item -> String.valueOf(shown.indexOf(item) + 1)).toList();
    return options(
        draw(),
        Reply.ORDER,
        shown,
        String.join(" ", right),
        typed -> new OrderMarking(items, shown).of(typed));
  }

  private Asked choice(List<Option> options) {
    var shown = shuffled(options);
    return choice(
        shown, shown.indexOf(options.getFirst()), option -> "Not right. " + option.reason());
  }

  private Asked findError(List<Option> lines, int wrong) {
    return choice(
        lines, wrong, line -> "Not right: line %s holds.".formatted(lines.indexOf(line) + 1));
  }

  private Asked choice(List<Option> shown, int right, Function<Option, String> sentence) {
    var text = draw();
    return options(
        text,
        Reply.OPTION,
        shown.stream().map(option -> text.of(option.text())).toList(),
        String.valueOf(right + 1),
        typed ->
            new ChoiceMarking(shown, right, option -> text.of(sentence.apply(option))).of(typed));
  }

  private Asked options(
      CardText text,
      Reply reply,
      List<String> shown,
      String right,
      Function<String, Verdict> marker) {
    var example = card.example().map(name -> Examples.of(name, random, notation.orientation()));
    return new Asked(
        card,
        seed,
        List.of(text.of(card.question())),
        reply,
        shown,
        right,
        marker,
        List.of(),
        answer(text),
        example.map(Examples.Example::lines).orElse(List.of()),
        example.map(Examples.Example::worked));
  }

  /** The paragraphs of the orientation; before them what is wrong in a line. */
  private List<String> answer(CardText text) {
    var reason =
        card.task() instanceof Task.FindError(var lines, var wrong)
            ? Stream.of(lines.get(wrong).reason()).filter(it -> !it.isEmpty())
            : Stream.<String>empty();
    var paragraphs =
        card.answer().stream()
            .filter(it -> it.only().isEmpty() || it.only().get() == notation.orientation())
            .map(Card.Paragraph::text);
    return Stream.concat(reason, paragraphs).map(text::of).toList();
  }

  /** In another order than the given one. */
  private <T> List<T> shuffled(List<T> items) {
    var shown = new ArrayList<>(items);
    do {
      Collections.shuffle(shown, new Random(random.nextLong()));
    } while (shown.equals(items));
    return shown;
  }
}
