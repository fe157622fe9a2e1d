package org.backprop.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.graph.Bitcast;
import org.backprop.graph.Cast;
import org.backprop.graph.Constant;
import org.backprop.graph.Iota;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.runtime.VectorSupport;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * A graph with the values of its sources. Its compiled program must give the bits that the
 * interpreter gives for the lowered graph, in every width of the machine's vectors.
 */
record CompiledCase(List<Node> roots, Map<Node, Tensor> values) {
  /** The same in FLOAT32; empty where an operation reads the 64 bits of a number. */
  Optional<CompiledCase> inSinglePrecision() {
    if (Walk.inputsFirst(roots).stream().anyMatch(node -> node.op() instanceof Bitcast)) {
      return Optional.empty();
    }
    var sources = new HashMap<Node, Tensor>();
    var converted = Walk.rebuild(roots, node -> single(node, sources));
    return Optional.of(new CompiledCase(converted, sources));
  }

  private Node single(Node node, Map<Node, Tensor> sources) {
    var given = values.get(node);
    if (given != null) {
      var source = source(node, given.dtype() == DType.FLOAT64 ? DType.FLOAT32 : given.dtype());
      sources.put(source, given.to(source.dtype()));
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

  private static Node source(Node node, DType dtype) {
    var name = node.label().orElseThrow();
    return node.op() instanceof Variable
        ? Node.variable(name, dtype, node.shape())
        : Node.input(name, dtype, node.shape().dims());
  }

  /** A sentence for each output and width whose bits differ. */
  Stream<String> differences(String what) {
    var program = program();
    var expected = expected(program);
    return VectorSupport.widths().stream()
        .flatMap(width ->
            Stream.of(true, false)
                .flatMap(whole ->
                    differences(
                        expected,
                        bound(program, width, whole),
                        what + ", " + width + " bits" + (whole ? "" : ", in parts"))));
  }

  Program program() {
    return new Program(roots, Map.of(), List.of()).simplified();
  }

  List<Tensor> expected(Program program) {
    return new Interpreter(program.lowered().roots()).evaluate(values);
  }

  /** The program with the values, compiled for one width, with vector code from the first run. */
  Bound bound(Program program, int width, boolean whole) {
    return bound(Engine.compile(program, options(width, whole)), values);
  }

  /** One thread, with vector code from the first run. */
  static Options options(int width, boolean whole) {
    return Options.defaults()
        .withVectorBits(width)
        .withScalarFirst(false)
        .withThreads(1)
        .withWhole(whole);
  }

  /** The executable with its variables written and its inputs tied. */
  static Bound bound(Executable executable, Map<Node, Tensor> values) {
    var inputs = new HashMap<Node, Tensor>();
    values.forEach((node, value) -> {
      if (node.op() instanceof Variable) {
        executable.write(node, value);
      } else {
        inputs.put(node, value);
      }
    });
    return executable.bind(inputs);
  }

  /** Runs once and compares. */
  static Stream<String> differences(List<Tensor> expected, Bound bound, String what) {
    bound.run();
    return IntStream.range(0, expected.size())
        .filter(i -> !expected.get(i).equals(bound.output(i)))
        .mapToObj(i ->
            "%s, output %s: compiled %s, interpreted %s"
                .formatted(what, i, bound.output(i), expected.get(i)));
  }
}
