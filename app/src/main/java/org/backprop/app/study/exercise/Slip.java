package org.backprop.app.study.exercise;

import java.util.function.Function;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;

/**
 * A usual mistake before any numbers.
 *
 * @param name as in {@link Mistake#name}
 * @param remedy as in {@link Mistake#remedy}
 * @param value what it leads to, from the values of the question, for samples as rows
 */
record Slip(String name, String remedy, Function<Formulas, Node> value) {}
