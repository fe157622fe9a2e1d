package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.backprop.app.study.exercise.HomeworkMistakes.Candidate;
import org.backprop.app.study.exercise.HomeworkText.Entry;
import org.backprop.app.study.exercise.MarkedLine.Mark;
import org.backprop.chain.Chain;
import org.backprop.chain.Formulas;
import org.backprop.chain.Step;
import org.backprop.chain.StepKind;
import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.tensor.Tensor;

/**
 * Marks a homework: a network, its numbers and a person's results, each in a line. A result is
 * compared with the engine's value, then with what follows from the person's own earlier results,
 * then with what a mistake in its rule leads to.
 */
public final class Homework {
  /** Steps that are no results: L is the textbook's loss. */
  static final Set<StepKind> OTHERS = Set.of(StepKind.CONSTANT, StepKind.LOSS, StepKind.LOSS_AFTER);

  private final HomeworkText text;
  private final Model model;
  private final HomeworkInputs inputs;
  private final Chain chain;
  private final LossRules rules;
  private final Formulas right;
  private final Map<String, Tensor> values = new HashMap<>();
  private final Map<String, Tensor> stated = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * A marked homework.
   *
   * @param notes what was assumed, a sentence each
   */
  public record Marked(List<MarkedLine> lines, List<String> notes) {
    /** Keeps copies. */
    public Marked {
      lines = List.copyOf(lines);
      notes = List.copyOf(notes);
    }

    /** How many results are right, those included that follow from an earlier wrong one. */
    public long right() {
      return lines.stream()
          .filter(it -> it.mark() == Mark.RIGHT || it.mark() == Mark.FOLLOWS)
          .count();
    }
  }

  private Homework(HomeworkText text, Model model) {
    this.text = text;
    this.model = model;
    this.inputs = HomeworkInputs.of(text, model);
    this.chain = Chain.symbolic(model, inputs.samples());
    var isSquaredError = model.likelihood().equals(Likelihoods.normal());
    this.rules = new LossRules(chain, text.notation(), isSquaredError);
    this.right =
        Formulas.of(
            model, inputs.samples(), text.notation().scale(inputs.samples(), isSquaredError));
    var names = results().stream().map(Step::name).toList();
    var computed = computed(names.stream().map(right::get).toList());
    for (var i = 0; i < names.size(); i++) {
      values.put(names.get(i), computed.get(i));
    }
  }

  /**
   * Marks a text.
   *
   * @param source the name of its file, for faults; empty if it has none
   * @throws DataException if the network or its numbers cannot be read; says in which line
   */
  public static Marked mark(String source, String text) {
    var read = HomeworkText.read(source, text);
    var homework = new Homework(read, HomeworkNetwork.of(read));
    var lines =
        read.entries().stream()
            .filter(it -> !ValueNames.isInput(it.name()))
            .map(homework::mark)
            .toList();
    return new Marked(lines, homework.notes());
  }

  private List<String> notes() {
    var notes = new ArrayList<String>();
    notes.add(text.notation().sentence());
    if (!inputs.zeros().isEmpty()) {
      notes.add("Not given, taken as 0: %s.".formatted(String.join(", ", inputs.zeros())));
    }
    return notes;
  }

  private MarkedLine mark(Entry entry) {
    var step =
        ValueNames.step(chain, entry.name())
            .filter(it -> values.containsKey(it.name()))
            .orElseThrow(() -> unknown(entry));
    try {
      return mark(entry, step, Typed.readings(entry.text()));
    } catch (Typed.FormException e) {
      return line(entry, Mark.UNREADABLE, Marking.sentence(e.reason()), "");
    }
  }

  private List<Step> results() {
    return chain.steps().stream()
        .filter(it -> !it.isGiven() && !OTHERS.contains(it.kind()))
        .toList();
  }

  private DataException unknown(Entry entry) {
    var names = results().stream().map(Step::name).toList();
    return text.fault(
        entry,
        "the network has no value %s; %s"
            .formatted(entry.name(), DidYouMean.hint(ValueNames.plain(entry.name()), names)));
  }

  private MarkedLine mark(Entry entry, Step step, List<Typed> readings) {
    var value = Objects.requireNonNull(values.get(step.name()));
    var shown = text.notation().orientation().of(value);
    var typed =
        readings.stream()
            .filter(it -> Closeness.hasShape(shown, it))
            .findFirst()
            .orElse(readings.getLast());
    var line = mark(entry, step, typed, shown);
    if (line.mark() != Mark.RIGHT) {
      wrong.add(step.name());
    }
    HomeworkInputs.rows(List.of(typed), value.shape(), text.notation().orientation())
        .ifPresent(it -> stated.put(step.name(), it));
    return line;
  }

  private MarkedLine mark(Entry entry, Step step, Typed typed, Tensor shown) {
    var closeness = Closeness.of(shown, typed);
    if (closeness != Closeness.FAR) {
      var isPrecise = closeness == Closeness.PRECISE;
      return line(entry, Mark.RIGHT, isPrecise ? "Right." : "Right, but rounded too much.", "");
    }
    var own = new HomeworkValues(chain, rules, right, inputs.numbers(), stated);
    var blamed = own.stated(step.name()).stream().filter(wrong::contains).toList();
    var with = blamed.isEmpty() ? "" : " with your " + String.join(" and ", blamed);
    if (!blamed.isEmpty() && isClose(own.of(step.name()), typed)) {
      return line(entry, Mark.FOLLOWS, "Right" + with + ".", StepText.numbers(shown));
    }
    var exact = new HomeworkValues(chain, rules, right, inputs.numbers(), Map.of());
    var found =
        mistake(own, step, typed)
            .map(it -> it + (blamed.isEmpty() ? "" : " Computed" + with + "."))
            .or(() -> mistake(exact, step, typed));
    return found
        .map(it -> line(entry, Mark.MISTAKE, "Not right: " + it, StepText.numbers(shown)))
        .orElseGet(() ->
            Closeness.hasShape(shown, typed)
                ? line(entry, Mark.WRONG, Marking.elements(shown, typed), StepText.numbers(shown))
                : line(entry, Mark.UNREADABLE, Marking.form(shown, typed), ""));
  }

  private boolean isClose(Node value, Typed typed) {
    var number = computed(List.of(value)).getFirst();
    return Closeness.of(shown(number), typed) != Closeness.FAR;
  }

  /** One mistake before two. */
  private Optional<String> mistake(HomeworkValues own, Step step, Typed typed) {
    var mistakes = new HomeworkMistakes(model, chain, rules, own, step);
    return found(mistakes.single(), typed).or(() -> found(mistakes.pairs(), typed));
  }

  private Optional<String> found(List<Candidate> candidates, Typed typed) {
    var numbers = computed(candidates.stream().map(Candidate::value).toList());
    for (var i = 0; i < numbers.size(); i++) {
      if (Closeness.of(shown(numbers.get(i)), typed) == Closeness.PRECISE) {
        return Optional.of(candidates.get(i).sentence());
      }
    }
    return Optional.empty();
  }

  private Tensor shown(Tensor rows) {
    return text.notation().orientation().of(rows);
  }

  private List<Tensor> computed(List<Node> nodes) {
    return Formulas.computed(nodes).apply(inputs.numbers());
  }

  private static MarkedLine line(Entry entry, Mark mark, String sentence, String right) {
    return new MarkedLine(entry.line(), entry.name(), mark, sentence, right);
  }
}
