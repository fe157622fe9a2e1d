package org.backprop.app.study.exercise;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.backprop.chain.Formulas;
import org.backprop.tensor.Tensor;

/** Where the values of a question come from. */
interface Source {
  /** The values as graph, for samples as rows. */
  Formulas formulas(Notation notation);

  /** Fresh numbers for the inputs of the formulas, by their labels. */
  Map<String, Tensor> numbers(SplittableRandom random);

  /** What the values belong to, in lines of text. */
  List<String> intro(Notation notation, boolean withLoss);

  /** The name with its other names, as in {@code delta1 = dL/da1}. */
  String heading(String name);

  /** How a value follows from others. */
  String rule(String name, Notation notation);

  /** The steps that lead from given values to another, in order, which is the last. */
  List<String> steps(String asked, Set<String> given);

  /** The number of samples; 1 where there are none. */
  int samples();

  /** Whether the loss is a squared error, which some write with 1/2. */
  boolean isSquaredError();

  /** The network that the numbers belong to. */
  Optional<Worked> example(Map<String, Tensor> numbers);
}
