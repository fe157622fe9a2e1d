package org.backprop.optimizer;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.oracle.Oracle.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.engine.Executable;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.oracle.Oracle;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 25 steps of nine optimizers against PyTorch. */
final class TrajectoryOracleTest {
  private static final Oracle ORACLE = Oracle.read("optimizer_trajectories");

  static Stream<Named<Oracle>> runs() {
    return ORACLE.list("runs").stream().map(run -> Named.of(run.text("optimizer"), run));
  }

  @Test
  void there_are_nine_runs() {
    assertEquals(9, runs().count());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void losses_and_final_parameters_agree(Oracle run) {
    var x = ORACLE.tensor("x");
    var model = Model.of(features(x.shape().dim(1)), dense(3), categorical());
    var rows = x.shape().dim(0);
    var graph = ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, rows);
    var rate = Node.input("rate", DType.FLOAT64);
    var step = Node.input("step", DType.FLOAT64);
    var executable = started(program(graph, optimizer(run), rate, step), graph);
    Map<Node, Tensor> given = new HashMap<>();
    given.put(graph.x(), x);
    given.put(graph.y(), ORACLE.tensor("y"));
    given.put(graph.weights(), Tensor.filled(DType.FLOAT64, Shape.of(rows), 1));
    given.put(rate, Tensor.scalar(DType.FLOAT64, run.at("settings").number("lr")));
    var losses = new double[25];
    for (var i = 0; i < losses.length; i++) {
      given.put(step, Tensor.scalar(DType.FLOAT64, i + 1));
      losses[i] = executable.run(given).getFirst().item();
    }
    var name = run.text("optimizer");
    assertClose(run.numbers("losses"), losses, 1e-9, name + " losses");
    var parameters = graph.parameterNodes();
    assertClose(
        run.numbers("W"), executable.read(parameters.get(0)).toDoubles(), 1e-9, name + " W");
    assertClose(
        run.numbers("b"), executable.read(parameters.get(1)).toDoubles(), 1e-9, name + " b");
  }

  private static Program program(ModelGraph graph, StepRule optimizer, Node rate, Node step) {
    var gradients = Gradients.of(graph.loss(), graph.parameterNodes());
    var updates = new LinkedHashMap<Node, Node>();
    for (var i = 0; i < gradients.size(); i++) {
      updates.putAll(optimizer.update(graph.parameterNodes().get(i), gradients.get(i), rate, step));
    }
    return new Program(List.of(graph.loss()), updates, List.of());
  }

  private static Executable started(Program program, ModelGraph graph) {
    var executable = Engine.compile(program);
    for (var variable : program.updates().keySet()) {
      executable.write(variable, Tensor.zeros(variable.dtype(), variable.shape()));
    }
    executable.write(graph.parameterNodes().get(0), ORACLE.tensor("W0"));
    executable.write(graph.parameterNodes().get(1), ORACLE.tensor("b0"));
    return executable;
  }

  private static StepRule optimizer(Oracle run) {
    var settings = run.at("settings");
    var decay = settings.number("weight_decay");
    var momentum = settings.numberOr("momentum", 0);
    return switch (run.text("optimizer")) {
      case "rmsprop" -> new RmsProp(settings.number("alpha"), settings.number("eps"), decay);
      case "adagrad" -> new Adagrad(settings.number("eps"), decay);
      case "adam", "amsgrad", "adamw" -> {
        var betas = settings.numbers("betas");
        var decoupled = run.text("optimizer").equals("adamw");
        var amsgrad = settings.flag("amsgrad");
        yield new Adam(betas[0], betas[1], settings.number("eps"), decay, amsgrad, decoupled);
      }
      default -> new Sgd(momentum, settings.flag("nesterov"), decay);
    };
  }
}
