package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.backprop.chain.Orientation;

/**
 * A kind of exercise that asks for a value computed from given ones.
 *
 * @param source where the values come from
 * @param given the names of the values that are shown
 * @param definitions values beside those of the source
 * @param asked the name of the value that is asked for
 * @param question what is asked; empty for the usual words
 * @param ofLoss whether the value is a loss or a gradient, which have the factors of the loss
 */
record Question(
    String id,
    String topic,
    String title,
    Source source,
    List<String> given,
    List<Definition> definitions,
    String asked,
    String question,
    boolean ofLoss,
    List<Slip> slips,
    Map<Notation, Computation> computations)
    implements ExerciseKind {
  private static final int TRIES = 5_000;

  /** A question about a source's own value. */
  static Question of(String id, String topic, String title, Source source, String asked) {
    return new Question(
        id,
        topic,
        title,
        source,
        List.of(),
        List.of(),
        asked,
        "",
        false,
        List.of(),
        new ConcurrentHashMap<>());
  }

  /** Shows these values. */
  Question given(String... names) {
    return with(List.of(names), definitions, question, ofLoss, slips);
  }

  /** Asks in these words. */
  Question asking(String words) {
    return with(given, definitions, words, ofLoss, slips);
  }

  /** Of a value that has the factors of the loss. */
  Question ofTheLoss() {
    return with(given, definitions, question, true, slips);
  }

  /** Defines one more value. */
  Question defining(Definition definition) {
    return with(given, plus(definitions, definition), question, ofLoss, slips);
  }

  /** Knows one more mistake. */
  Question slip(Slip slip) {
    return with(given, definitions, question, ofLoss, plus(slips, slip));
  }

  private static <T> List<T> plus(List<T> list, T one) {
    var more = new ArrayList<>(list);
    more.add(one);
    return List.copyOf(more);
  }

  private Question with(
      List<String> shown, List<Definition> defined, String words, boolean loss, List<Slip> known) {
    return new Question(
        id,
        topic,
        title,
        source,
        shown,
        defined,
        asked,
        words,
        loss,
        known,
        new ConcurrentHashMap<>());
  }

  @Override
  public Exercise draw(SplittableRandom random, Notation notation) {
    var key = new Notation(Orientation.ROWS, notation.mean(), notation.half());
    var computation = computations.computeIfAbsent(key, it -> Computation.of(this, it));
    for (var i = 0; i < TRIES; i++) {
      var numbers = source.numbers(random);
      var values = computation.of(numbers);
      if (values.areDistinct()) {
        return new Exercise(
            id,
            shown(values, notation),
            question.isEmpty() ? "What is " + source.heading(asked) + "?" : question,
            notation.orientation().of(values.answer()),
            values.mistakes(notation.orientation()),
            values.pairs(notation.orientation()),
            solution(values, notation),
            source.example(numbers));
      }
    }
    throw new IllegalStateException("no numbers tell the answers of " + id + " apart");
  }

  private List<String> shown(Computation.Values values, Notation notation) {
    var lines = new ArrayList<>(source.intro(notation, ofLoss));
    given.forEach(name -> lines.add(name + " = " + values.text(name, notation)));
    return lines;
  }

  private List<String> solution(Computation.Values values, Notation notation) {
    var lines = new ArrayList<String>();
    for (var name : steps()) {
      lines.add(
          "%s = %s = %s"
              .formatted(
                  source.heading(name), source.rule(name, notation), values.text(name, notation)));
    }
    for (var it : definitions.stream().filter(it -> !given.contains(it.name())).toList()) {
      lines.add("%s = %s = %s".formatted(it.name(), it.rule(), values.text(it.name(), notation)));
    }
    return lines;
  }

  private List<String> steps() {
    return source.steps(asked, new LinkedHashSet<>(given));
  }

  /** The names of all values that are shown, also in the solution. */
  List<String> named() {
    var names = new LinkedHashSet<>(given);
    names.addAll(steps());
    definitions.forEach(it -> names.add(it.name()));
    names.add(asked);
    return List.copyOf(names);
  }

  @Override
  public String toString() {
    return id;
  }
}
