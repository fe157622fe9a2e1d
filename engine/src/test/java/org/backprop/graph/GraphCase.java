package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Bound;
import org.backprop.engine.Engine;
import org.backprop.engine.Options;
import org.backprop.engine.Program;
import org.backprop.engine.Widths;
import org.backprop.interpret.Interpreter;
import org.backprop.plan.Planner;
import org.backprop.runtime.GeneratedCode;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** Graphs with the values of what they read, in one float type or another. */
record GraphCase(List<Node> roots, Map<Node, Tensor> values) {
  /** Between two looks at what is compiled. */
  private static final int RUNS = 500;

  /** After so many HotSpot has asked for every compilation that it ever will. */
  private static final int LOOKS = 60;

  /** The same in FLOAT32, where no operation asks for the 64 bits of a number. */
  Optional<GraphCase> inSinglePrecision() {
    if (Walk.inputsFirst(roots).stream().anyMatch(node -> node.op() instanceof Bitcast)) {
      return Optional.empty();
    }
    var sources = new HashMap<Node, Tensor>();
    var converted = Walk.rebuild(roots, node -> single(node, sources));
    return Optional.of(new GraphCase(converted, sources));
  }

  private Node single(Node node, Map<Node, Tensor> sources) {
    var given = values.get(node);
    if (given != null) {
      var value = given.dtype() == DType.FLOAT64 ? given.to(DType.FLOAT32) : given;
      var name = node.label().orElseThrow();
      var source =
          node.op() instanceof Variable
              ? Node.variable(name, value.dtype(), value.shape())
              : Node.input(name, value.dtype(), value.shape().dims());
      sources.put(source, value);
      return source;
    }
    return switch (node.op()) {
      case Constant constant when node.dtype() == DType.FLOAT64 ->
          Node.constant(constant.value().to(DType.FLOAT32));
      case Cast cast when cast.to() == DType.FLOAT64 -> node.input(0).cast(DType.FLOAT32);
      case Iota iota when iota.type().dtype() == DType.FLOAT64 -> node.cast(DType.FLOAT32);
      default -> node;
    };
  }

  /**
   * The bits are the interpreter's on the lowered graph, for every width of the machine's vectors.
   */
  void check(String what) {
    var program = program();
    var expected = expected(program);
    for (var width : Widths.OF_MACHINE) {
      for (var whole : List.of(true, false)) {
        var described = what + ", " + width + " bits" + (whole ? "" : ", in parts");
        requireSame(expected, bound(program, width, whole), described);
      }
    }
  }

  /** The same, by half: as a whole for every other width, in parts for the others. */
  void checkInTurn(String what, int turn) {
    var program = program();
    var expected = expected(program);
    for (var i = 0; i < Widths.OF_MACHINE.size(); i++) {
      var bound = bound(program, Widths.OF_MACHINE.get(i), (turn + i) % 2 == 0);
      requireSame(expected, bound, what + ", " + Widths.OF_MACHINE.get(i) + " bits");
    }
  }

  /**
   * They are so too when HotSpot's optimizing compiler has compiled the code that was generated for
   * that width.
   *
   * @return whether it has compiled all of it
   */
  boolean checkWhenHot(String what, int width) {
    var program = program();
    var expected = expected(program);
    var lowered = program.lowered();
    var plan = Planner.of(lowered.outputs(), lowered.updates(), lowered.guards());
    var code = GeneratedCode.of(plan, width);
    var bound = bound(program, width, false);
    requireSame(expected, bound, what + " in cold code, " + width + " bits");
    for (var look = 0; !code.isCompiled() && (look < LOOKS || code.isQueued()); look++) {
      for (var i = 0; i < RUNS; i++) {
        bound.run();
      }
    }
    requireSame(expected, bound, what + " in compiled code, " + width + " bits");
    return code.isCompiled();
  }

  private Program program() {
    return new Program(roots, Map.of(), List.of()).simplified();
  }

  private List<Tensor> expected(Program program) {
    return new Interpreter(program.lowered().roots()).evaluate(values);
  }

  private Bound bound(Program program, int width, boolean whole) {
    var options =
        Options.defaults()
            .withVectorBits(width)
            .withScalarFirst(false)
            .withThreads(1)
            .withWhole(whole);
    var compiled = Engine.compile(program, options);
    var inputs = new HashMap<Node, Tensor>();
    values.forEach((node, value) -> {
      if (node.op() instanceof Variable) {
        compiled.write(node, value);
      } else {
        inputs.put(node, value);
      }
    });
    return compiled.bind(inputs);
  }

  private static void requireSame(List<Tensor> expected, Bound bound, String what) {
    bound.run();
    for (var i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), bound.output(i), what + ", output " + i);
    }
  }
}
