package org.backprop.app.explain;

import java.util.ArrayList;
import java.util.List;
import org.backprop.chain.Operand;

/** Weight matrices and biases beside each other as far as a line goes. */
final class ParameterBlocks {
  private static final int WIDTH = 76;
  private static final String GAP = "   ";

  private final List<String> lines = new ArrayList<>();
  private List<String> beside = new ArrayList<>();

  private ParameterBlocks() {}

  static List<String> lines(List<Operand> parameters, MatrixText text) {
    var blocks = new ParameterBlocks();
    parameters.forEach(parameter -> blocks.add(parameter, text));
    blocks.end();
    return blocks.lines;
  }

  private void add(Operand parameter, MatrixText text) {
    var block = block(parameter, text.lines(parameter.value()));
    if (!beside.isEmpty() && width(beside) + GAP.length() + width(block) > WIDTH) {
      end();
    }
    beside = beside.isEmpty() ? block : joined(beside, block);
  }

  private static List<String> block(Operand parameter, List<String> value) {
    var head = parameter.name() + " = ";
    var lines = new ArrayList<String>();
    for (var i = 0; i < value.size(); i++) {
      lines.add((i == 0 ? head : " ".repeat(head.length())) + value.get(i));
    }
    return lines;
  }

  private static int width(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }

  private static List<String> joined(List<String> left, List<String> right) {
    var width = width(left);
    var lines = new ArrayList<String>();
    for (var i = 0; i < Math.max(left.size(), right.size()); i++) {
      var start = i < left.size() ? left.get(i) : "";
      var end = i < right.size() ? right.get(i) : "";
      var padding = " ".repeat(width - start.length());
      lines.add((start + padding + GAP + end).stripTrailing());
    }
    return lines;
  }

  private void end() {
    lines.addAll(beside);
    beside = new ArrayList<>();
  }
}
