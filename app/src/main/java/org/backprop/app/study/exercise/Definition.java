package org.backprop.app.study.exercise;

import java.util.function.Function;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;

/**
 * A value that a question defines.
 *
 * @param rule how it reads, for samples as rows
 * @param value from the values of the source and the definitions before it
 */
record Definition(String name, String rule, Function<Formulas, Node> value) {}
