package org.backprop.app.study;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.backprop.chain.Orientation;

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
    Function<Orientation, List<String>> answer,
    BiFunction<SplittableRandom, Orientation, List<String>> example) {}
