package org.backprop.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/**
 * A program made ready to run, with the current values of its variables. One thread at a time may
 * run it.
 */
public interface Executable {
  /** What is run. */
  Program program();

  /**
   * Runs the program once and moves its variables on.
   *
   * @param inputs a value for each input node, of the node's type
   * @return the value of each output, in the program's order
   * @throws IllegalArgumentException if an input is missing or of another type
   * @throws NonFiniteException if one of the program's guards is not finite
   */
  List<Tensor> run(Map<Node, Tensor> inputs);

  /**
   * Ties the inputs to tensors for many runs.
   *
   * @throws IllegalArgumentException if an input is missing or of another type
   */
  Bound bind(Map<Node, Tensor> inputs);

  /** The current value of a variable. */
  Tensor read(Node variable);

  /**
   * Sets a variable, or an input that stays the same for many runs and is then given to none of
   * them. What was never set has no value to run with.
   */
  void write(Node variable, Tensor value);

  /** How it runs, for people: what is computed together, in which order, where it lies. */
  String plan();

  /** What each kernel took so far, if the options asked for it and the program is compiled. */
  Optional<Profile> profile();
}
