package org.backprop.app.study.deck;

import java.util.Arrays;
import java.util.List;
import org.backprop.app.study.exercise.Verdict;

/**
 * Marks an order.
 *
 * @param items in the right order
 * @param shown in the order in which they were shown
 */
record OrderMarking(List<String> items, List<String> shown) {

  /** Of the numbers of the items as shown, or of the items with arrows between them. */
  Verdict of(String typed) {
    var words =
        typed.contains("->")
            ? Arrays.stream(typed.split("->")).map(String::strip).toList()
            : Arrays.stream(typed.strip().split("[\\s,;]+")).map(this::item).toList();
    for (var word : words) {
      if (!items.contains(word)) {
        return new Verdict.WrongForm(
            "Type all %s numbers in order, as in %s ...; there is no `%s`."
                .formatted(items.size(), "2 1 3", word));
      }
    }
    if (words.stream().distinct().count() != items.size() || words.size() != items.size()) {
      return new Verdict.WrongForm("Type each of the %s once.".formatted(items.size()));
    }
    return marked(words);
  }

  private String item(String word) {
    for (int i = 0; i < shown.size(); i++) {
      if (word.equals(String.valueOf(i + 1))) {
        return shown.get(i);
      }
    }
    return word;
  }

  private Verdict marked(List<String> words) {
    int right = 0;
    while (right < items.size() && words.get(right).equals(items.get(right))) {
      right++;
    }
    if (right == items.size()) {
      return new Verdict.Right(true);
    }
    var before = right == 0 ? "It begins with " : "After " + items.get(right - 1) + " comes ";
    return new Verdict.Wrong(
        "Not right: %s%s, not %s.".formatted(before, items.get(right), words.get(right)));
  }
}
