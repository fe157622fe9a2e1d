package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.backprop.app.report.Html;
import org.backprop.app.report.HtmlFile;

/**
 * A sheet of exercises to be printed, the solutions on pages of their own.
 *
 * @param command what makes this sheet again
 */
public record Sheet(List<Task> tasks, Notation notation, String command) {
  private static final String TITLE = "Backpropagation: exercises";
  private static final String RULES =
      """
      .task { break-inside: avoid }
      .answer { border: 1px solid var(--line); min-height: 4rem; padding: .3rem .6rem }
      .solutions { break-before: page }
      """;

  /** An exercise and its kind. */
  public record Task(ExerciseKind kind, Exercise exercise) {}

  /** Keeps a copy. */
  public Sheet {
    tasks = List.copyOf(tasks);
  }

  /**
   * A sheet of these kinds in the order in which they are learned: from all topics alike, and each
   * kind once before one comes twice.
   */
  public static Sheet of(
      List<ExerciseKind> kinds, int count, long seed, Notation notation, String command) {
    var random = new SplittableRandom(seed);
    var chosen = new ArrayList<ExerciseKind>();
    while (chosen.size() < count) {
      chosen.addAll(chosen(kinds, Math.min(kinds.size(), count - chosen.size()), random));
    }
    var tasks = new ArrayList<Task>();
    for (var kind : kinds) {
      chosen.stream()
          .filter(kind::equals)
          .forEach(it -> tasks.add(new Task(it, it.draw(random.split(), notation))));
    }
    return new Sheet(tasks, notation, command);
  }

  /** One kind of each topic in turn. */
  private static List<ExerciseKind> chosen(
      List<ExerciseKind> kinds, int count, SplittableRandom random) {
    var byTopic = new LinkedHashMap<String, List<ExerciseKind>>();
    kinds.forEach(it -> byTopic.computeIfAbsent(it.topic(), _ -> new ArrayList<>()).add(it));
    var chosen = new ArrayList<ExerciseKind>();
    while (chosen.size() < count) {
      for (var rest : byTopic.values()) {
        if (chosen.size() < count && !rest.isEmpty()) {
          chosen.add(rest.remove(random.nextInt(rest.size())));
        }
      }
    }
    return chosen;
  }

  /** The page. */
  public String html() {
    return new HtmlFile(TITLE, RULES).of(this::write);
  }

  private void write(Html html) {
    html.open("header")
        .element("h1", TITLE)
        .element("p", notation.sentence() + " Logarithms are natural.", "class", "lead")
        .close();
    html.open("main");
    for (var i = 0; i < tasks.size(); i++) {
      write(html, i + 1, tasks.get(i));
    }
    html.open("section", "class", "solutions", "aria-labelledby", "solutions");
    html.element("h2", "Solutions", "id", "solutions");
    for (var i = 0; i < tasks.size(); i++) {
      solve(html, i + 1, tasks.get(i).exercise());
    }
    html.close().close();
    html.open("footer").text("Made by Backprop. The same sheet: ").element("code", command).close();
  }

  private static void write(Html html, int number, Task task) {
    html.open("section", "class", "task");
    html.element("h2", number + ". " + task.kind().title());
    html.lines(String.join("\n", task.exercise().given()));
    html.paragraph(task.exercise().question());
    html.open("div", "class", "answer").close().close();
  }

  private static void solve(Html html, int number, Exercise exercise) {
    html.open("section", "class", "task");
    html.element("h3", number + ". " + exercise.answerText());
    html.lines(String.join("\n", exercise.solution()));
    html.element("p", "Usual mistakes:", "class", "soft").open("ul");
    for (var mistake : exercise.mistakes()) {
      html.open("li").text(StepText.numbers(mistake.value()) + ": " + mistake.name()).close();
    }
    html.close().close();
  }
}
