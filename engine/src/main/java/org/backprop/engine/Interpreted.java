package org.backprop.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.graph.Node;
import org.backprop.interpret.Interpreter;
import org.backprop.notation.Printer;
import org.backprop.tensor.Tensor;

/** A program run by the reference interpreter, as it stands or lowered. */
final class Interpreted implements Executable {
  private final Program program;
  private final Interpreter interpreter;
  private final Map<Node, Tensor> variables = new HashMap<>();

  Interpreted(Program program) {
    this(program, program);
  }

  /**
   * @param run the same program, lowered if its bits must be those of compiled code
   */
  Interpreted(Program program, Program run) {
    this.program = program;
    this.interpreter = new Interpreter(run.roots());
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public List<Tensor> run(Map<Node, Tensor> inputs) {
    inputs.forEach(Interpreted::requireFits);
    var given = new HashMap<>(variables);
    given.putAll(inputs);
    var values = interpreter.evaluate(given);
    var guards = values.subList(values.size() - program.guards().size(), values.size());
    if (!guards.stream().allMatch(Tensor::isFinite)) {
      var explained = new Interpreter(program.roots());
      throw Diagnosis.of(explained.order(), explained.values(given));
    }
    var next = program.outputs().size();
    for (var variable : program.updates().keySet()) {
      variables.put(variable, values.get(next++));
    }
    return values.subList(0, program.outputs().size());
  }

  @Override
  public Bound bind(Map<Node, Tensor> inputs) {
    return new Bound() {
      private List<Tensor> outputs = List.of();

      @Override
      public void run() {
        outputs = Interpreted.this.run(inputs);
      }

      @Override
      public double number(int output) {
        return outputs.get(output).item();
      }

      @Override
      public Tensor output(int output) {
        return outputs.get(output);
      }
    };
  }

  @Override
  public Tensor read(Node variable) {
    return Optional.ofNullable(variables.get(variable))
        .orElseThrow(() -> new IllegalArgumentException("no value was given for " + variable));
  }

  @Override
  public void write(Node variable, Tensor value) {
    requireFits(variable, value);
    variables.put(variable, value);
  }

  @Override
  public String plan() {
    return "node by node, by the reference interpreter:\n" + Printer.listing(program.roots());
  }

  @Override
  public Optional<Profile> profile() {
    return Optional.empty();
  }

  static void requireFits(Node node, Tensor value) {
    if (node.dtype() != value.dtype() || !node.shape().equals(value.shape())) {
      throw new IllegalArgumentException(
          node.describe() + " was given a value of type " + value.dtype() + value.shape());
    }
  }

  /** The program. */
  @Override
  public String toString() {
    return "interpreted " + program;
  }
}
