package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.engine.Options;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiled programs have the bits that the interpreter gives for the lowered graph, in every width
 * of vectors.
 */
class CompiledTest {
  private static final List<Integer> WIDTHS = List.of(0, 128, 256, 512);

  static Stream<Op> ops() {
    return Ops.ALL.stream();
  }

  /** Graphs with the values of what they read, in one float type or another. */
  private record Case(List<Node> roots, Map<Node, Tensor> values) {

    /** The same in FLOAT32, where no operation asks for the 64 bits of a number. */
    Optional<Case> inSinglePrecision() {
      if (Walk.inputsFirst(roots).stream().anyMatch(node -> node.op() instanceof Bitcast)) {
        return Optional.empty();
      }
      var sources = new HashMap<Node, Tensor>();
      var converted = Walk.rebuild(roots, node -> single(node, sources));
      return Optional.of(new Case(converted, sources));
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

    void check(String what) {
      var program = new Program(roots, Map.of(), List.of()).simplified();
      var expected = new Interpreter(program.lowered().roots()).evaluate(values);
      for (var width : WIDTHS) {
        var options = Options.defaults().withVectorBits(width).withScalarFirst(false);
        check(program, options, expected, what + ", " + width + " bits");
        check(program, options.withWhole(false), expected, what + ", " + width + " bits, in parts");
      }
    }

    private void check(Program program, Options options, List<Tensor> expected, String what) {
      var compiled = Engine.compile(program, options);
      var inputs = new LinkedHashMap<Node, Tensor>();
      values.forEach((node, value) -> {
        if (node.op() instanceof Variable) {
          compiled.write(node, value);
        } else {
          inputs.put(node, value);
        }
      });
      var actual = compiled.run(inputs);
      for (var i = 0; i < expected.size(); i++) {
        assertEquals(expected.get(i), actual.get(i), what + ", output " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ops")
  void each_operation_on_all_its_samples(Op op) {
    var trial = new Trial(7);
    var nodes = Samples.of(op, trial).toList();
    for (var node : nodes) {
      var single = new Case(List.of(node), trial.needed(node));
      single.check(Trial.described(node));
      single.inSinglePrecision().ifPresent(it -> it.check(node + " in single precision"));
    }
  }

  private static void checkGraph(int number) {
    var trial = new Trial(5000 + number);
    var pool = new GraphGenerator(Ops.ALL).graph(trial, number, 12);
    var loss = pool.stream().skip(2).map(trial::weighed).reduce(Node::plus).orElseThrow();
    var roots = new ArrayList<>(List.of(loss, pool.getLast()));
    roots.addAll(Gradients.of(loss, pool.subList(0, 2)));
    var all = new Case(roots, trial.needed(loss));
    all.check("graph " + number);
    all.inSinglePrecision()
        .ifPresent(single -> single.check("graph " + number + " in single precision"));
  }

  @Test
  void random_graphs_with_their_gradients() {
    IntStream.range(0, 200).parallel().forEach(CompiledTest::checkGraph);
  }

  @Test
  @Tag("slow")
  void ten_thousand_random_graphs_with_their_gradients() {
    IntStream.range(0, 10_000).parallel().forEach(CompiledTest::checkGraph);
  }
}
