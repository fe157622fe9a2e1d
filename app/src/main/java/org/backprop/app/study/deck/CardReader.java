package org.backprop.app.study.deck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.app.study.deck.Card.Equation;
import org.backprop.app.study.deck.Card.Paragraph;
import org.backprop.app.study.deck.DeckText.Entry;
import org.backprop.app.study.deck.DeckText.Field;
import org.backprop.app.study.deck.Task.Option;
import org.backprop.app.study.exercise.ExerciseKind;
import org.backprop.app.study.exercise.Exercises;
import org.backprop.chain.Orientation;
import org.backprop.formula.Formula;
import org.backprop.table.DataException;

/** Makes a card of the fields in its text. */
final class CardReader {
  private final Entry entry;
  private final String source;

  CardReader(Entry entry, String source) {
    this.entry = entry;
    this.source = source;
  }

  Card read() {
    var question = only("Question").map(Field::text).orElse("");
    if (question.isEmpty()) {
      throw failure(entry.line(), "the card %s has no field Question".formatted(entry.id()));
    }
    var given = given();
    entry.fields().forEach(field -> at(field, field.text(), text -> CardText.check(text, given)));
    return new Card(
        entry.id(),
        only("Topic").map(Field::text).orElse("general"),
        question,
        answer(),
        only("Example").map(field -> at(field, field.text(), Examples::required)),
        task(question, given.stream().map(Variable::name).toList()),
        given,
        all("Check").map(this::equation).toList(),
        String.join("\n", entry.lines()) + "\n");
  }

  private List<Paragraph> answer() {
    var paragraphs = entry.fields().stream().flatMap(CardReader::paragraphs).toList();
    if (paragraphs.isEmpty()) {
      throw failure(entry.line(), "the card %s has no field Answer".formatted(entry.id()));
    }
    return paragraphs;
  }

  private static Stream<Paragraph> paragraphs(Field field) {
    var only =
        switch (field.name()) {
          case "Rows" -> Optional.of(Orientation.ROWS);
          case "Columns" -> Optional.of(Orientation.COLUMNS);
          default -> Optional.<Orientation>empty();
        };
    return only.isPresent() || field.name().equals("Answer")
        ? field.paragraphs().stream().map(text -> new Paragraph(only, text))
        : Stream.empty();
  }

  private Task task(String question, List<String> given) {
    var tasks = new ArrayList<Task>();
    only("Exercise")
        .ifPresent(
            field -> tasks.add(new Task.FromEngine(at(field, field.text(), CardReader::kind))));
    only("Value").ifPresent(field -> tasks.add(calculation(field, question, given)));
    only("Order").ifPresent(field -> tasks.add(ordering(field)));
    if (all("Right").findAny().isPresent() || all("Wrong").findAny().isPresent()) {
      tasks.add(choice());
    }
    if (all("Line").findAny().isPresent() || all("Error").findAny().isPresent()) {
      tasks.add(findError());
    }
    if (tasks.size() > 1) {
      throw failure(
          entry.line(),
          "the card %s asks for more than one thing; have one of %s"
              .formatted(entry.id(), "Exercise, Value, Order, Right or Error"));
    }
    return tasks.isEmpty() ? new Task.Recall() : tasks.getFirst();
  }

  private Task calculation(Field value, String question, List<String> given) {
    Function<String, Formula> formula = text -> CardText.requireGiven(Formula.parse(text), given);
    var mistakes =
        all("Mistake")
            .map(field -> {
              var option = option(field);
              if (option.reason().isEmpty()) {
                throw failure(field.line(), "name the mistake, as in `-a | The sign.`");
              }
              return new Task.Wrong(at(field, option.text(), formula), option.reason());
            })
            .toList();
    var ask = only("Ask").map(Field::text).orElse(question);
    return new Task.Calculation(ask, at(value, value.text(), formula), mistakes);
  }

  private static String kind(String id) {
    if (Exercises.find(id).isEmpty()) {
      throw new DataException(
          "there is no exercise %s; there are %s"
              .formatted(
                  id,
                  Exercises.all().stream()
                      .map(ExerciseKind::id)
                      .collect(Collectors.joining(", "))));
    }
    return id;
  }

  private Task ordering(Field field) {
    var items = Arrays.stream(field.text().split("\\|")).map(String::strip).toList();
    if (items.size() < 2
        || items.contains("")
        || items.stream().distinct().count() < items.size()) {
      throw failure(
          field.line(), "name two or more different things in order, as in `x | *W | +b`");
    }
    return new Task.Ordering(items);
  }

  private Task choice() {
    var right = all("Right").map(CardReader::option).toList();
    var wrong = all("Wrong").map(CardReader::option).toList();
    if (right.size() != 1 || wrong.isEmpty()) {
      throw failure(
          entry.line(),
          "the card %s needs one field Right and one or more fields Wrong".formatted(entry.id()));
    }
    var options = Stream.concat(right.stream(), wrong.stream()).toList();
    if (options.stream().map(Option::text).distinct().count() < options.size()) {
      throw failure(
          entry.line(), "the card %s has two options of the same text".formatted(entry.id()));
    }
    return new Task.Choice(options);
  }

  private Task findError() {
    var lines =
        entry.fields().stream()
            .filter(field -> field.name().equals("Line") || field.name().equals("Error"))
            .toList();
    var wrong =
        lines.stream().filter(field -> field.name().equals("Error")).map(lines::indexOf).toList();
    if (wrong.size() != 1 || lines.size() == 1) {
      throw failure(
          entry.line(),
          "the card %s needs one field Error and one or more fields Line".formatted(entry.id()));
    }
    return new Task.FindError(lines.stream().map(CardReader::option).toList(), wrong.getFirst());
  }

  /** Text and, after a bar, the reason. */
  private static Option option(Field field) {
    var parts = field.text().split("\\s\\|\\s", 2);
    return new Option(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
  }

  private List<Variable> given() {
    return all("Given")
        .flatMap(field ->
            Pattern.compile(";")
                .splitAsStream(field.text())
                .map(text -> at(field, text.strip(), Variable::of)))
        .toList();
  }

  private Equation equation(Field field) {
    var sides = List.of(field.text().split("=", -1));
    if (sides.size() != 2) {
      throw failure(field.line(), "a check is an equation, as in `d(a^2, a) = 2 * a`");
    }
    for (var side : sides) {
      at(field, side.strip(), Formula::parse);
    }
    return new Equation(sides.getFirst().strip(), sides.getLast().strip());
  }

  private <T> T at(Field field, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (DataException e) {
      throw failure(field.line(), e.notice().inJava());
    }
  }

  private Optional<Field> only(String name) {
    var fields = all(name).toList();
    if (fields.size() > 1) {
      throw failure(fields.get(1).line(), "the card has two fields " + name);
    }
    return fields.stream().findFirst();
  }

  private Stream<Field> all(String name) {
    return entry.fields().stream().filter(field -> field.name().equals(name));
  }

  private DataException failure(int line, String what) {
    return DeckText.failure(source, line, what);
  }
}
