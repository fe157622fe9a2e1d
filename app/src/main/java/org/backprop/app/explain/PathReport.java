package org.backprop.app.explain;

import java.util.regex.Pattern;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.layer.Parameter;
import org.backprop.table.DataException;
import org.backprop.tensor.Tensor;

/** One weight or bias followed through the chain: products of numbers, summed over the paths. */
final class PathReport {
  private static final Pattern PLACE = Pattern.compile("\\s*([Wb]\\d+)\\s*\\[([\\d\\s,]+)\\]\\s*");
  private static final int MOST_PATHS = 6;

  private final Terminal terminal;
  private final Explained row;
  private final String name;
  private final int input;
  private final int unit;

  PathReport(Terminal terminal, Explained row, String place) {
    this.terminal = terminal;
    this.row = row;
    var match = PLACE.matcher(place);
    if (!match.matches()) {
      throw new DataException(
          "--wrt " + place + " names no parameter; write it as W1[0,1] or b1[2], counted from 0");
    }
    this.name = match.group(1);
    var indices =
        Pattern.compile(",")
            .splitAsStream(match.group(2))
            .map(String::strip)
            .map(Integer::parseInt)
            .toList();
    var shape = parameter(place).node().shape();
    if (indices.size() != shape.rank()) {
      throw outside(place, shape.toString());
    }
    for (var axis = 0; axis < indices.size(); axis++) {
      if (indices.get(axis) >= shape.dim(axis)) {
        throw outside(place, shape.toString());
      }
    }
    this.input = indices.size() == 2 ? indices.getFirst() : -1;
    this.unit = indices.getLast();
  }

  private Parameter parameter(String place) {
    return row.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new DataException(
                "--wrt "
                    + place
                    + ": the model has no "
                    + name
                    + "; it has "
                    + String.join(", ", row.parameters().stream().map(Parameter::name).toList())));
  }

  private DataException outside(String place, String shape) {
    return new DataException(
        "--wrt "
            + place
            + " is outside "
            + name
            + ", whose shape is "
            + shape
            + "; indices count from 0");
  }

  void show() {
    var stages = ChainReport.stages(row);
    var stage = stages.get(Integer.parseInt(name.substring(1)) - 1);
    var n = stage.number();
    var delta = row.gradient(stage.a());
    terminal.line();
    terminal.line(
        terminal.bold(
            "The path of "
                + name
                + (input < 0 ? "[" + unit + "]" : "[" + input + "," + unit + "]")));
    if (n < stages.size()) {
      paths(n, row.gradient(stages.get(n).a()), row.slope(stage.out(), stage.a()));
    }
    terminal.line("  delta%d[%d] = %s".formatted(n, unit, Numbers.of(delta.at(unit))));
    var parameter = parameter(name).node();
    var result = row.gradient(parameter);
    if (input < 0) {
      terminal.line(
          "  dL/d%s[%d] = delta%d[%d] = %s"
              .formatted(name, unit, n, unit, Numbers.of(result.at(unit))));
    } else {
      var value = row.value(stage.in()).at(input);
      var at = input * parameter.shape().dim(1) + unit;
      terminal.line(
          "  dL/d%s[%d,%d] = %s[%d] delta%d[%d] = %s * %s = %s"
              .formatted(
                  name,
                  input,
                  unit,
                  stage.inName(),
                  input,
                  n,
                  unit,
                  Numbers.of(value),
                  Numbers.of(delta.at(unit)),
                  Numbers.of(result.at(at))));
    }
  }

  /** delta of this unit as the sum over all units that it feeds. */
  private void paths(int n, Tensor nextDelta, Tensor slope) {
    var weights = row.value(row.parameters().get(2 * n).node());
    terminal.line(
        "  delta%d[%d] = f%d'(a%d[%d]) * the sum over k of delta%d[k] W%d[%d,k]"
            .formatted(n, unit, n, n, unit, n + 1, n + 1, unit));
    var count = nextDelta.size();
    for (var k = 0; k < Math.min(count, MOST_PATHS); k++) {
      var weight = weights.get(unit, k);
      terminal.line(
          "     k = %d: %s * %s * %s = %s"
              .formatted(
                  k,
                  Numbers.of(slope.at(unit)),
                  Numbers.of(nextDelta.at(k)),
                  Numbers.of(weight),
                  Numbers.of(slope.at(unit) * nextDelta.at(k) * weight)));
    }
    if (count > MOST_PATHS) {
      terminal.line("     ... " + (count - MOST_PATHS) + " more paths");
    }
  }
}
