package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Bound;
import org.backprop.engine.Engine;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;

/** Backprop's value and gradient of an objective, compiled as one program. */
final class ObjectiveContender {
  private ObjectiveContender() {}

  /** Arguments: the objective's name, the folder of all workloads, the seconds to warm up for. */
  public static void main(String[] arguments) throws IOException {
    var graph =
        Objective.read(Path.of(arguments[1]), arguments[0]).graph(Path.of(arguments[1]));
    var report = new LinkedHashMap<String, Object>();
    report.put("version", '"' + Contenders.version() + '"');
    var start = System.nanoTime();
    var bound = compiled(graph);
    bound.run();
    report.put("compile", (System.nanoTime() - start) / 1e9);
    report.put("gradient", gradient(bound, graph.parameters().size()));
    report.put(
        "value-and-gradient",
        new Stopwatch(Double.parseDouble(arguments[2]))
            .microseconds(
                () -> {},
                count -> {
                  for (var i = 0; i < count; i++) {
                    bound.run();
                  }
                }));
    Contest.print(report);
  }

  private static Bound compiled(Objective.Graph graph) {
    var outputs = new ArrayList<Node>(List.of(graph.objective()));
    outputs.addAll(Gradients.of(graph.objective(), graph.parameters()));
    var executable = Engine.compile(new Program(outputs, Map.of(), List.of()));
    graph.values().forEach(executable::write);
    return executable.bind(Map.of());
  }

  /** The value, then the derivatives by the parameters. */
  private static List<Double> gradient(Bound bound, int parameters) {
    var numbers = new ArrayList<Double>();
    for (var output = 0; output <= parameters; output++) {
      Arrays.stream(bound.output(output).toDoubles()).forEach(numbers::add);
    }
    return numbers;
  }
}
