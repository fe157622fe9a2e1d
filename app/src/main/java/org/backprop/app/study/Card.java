package org.backprop.app.study;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * One card of the deck.
 *
 * @param id under which its rating is kept
 * @param answer the points of the answer, a paragraph each
 * @param example a fresh small example with numbers, its lines
 */
record Card(
    String id,
    String question,
    List<String> answer,
    Function<SplittableRandom, List<String>> example) {
  Card {
    answer = List.copyOf(answer);
  }
}
