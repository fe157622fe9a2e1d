package org.backprop.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.notation.Printer;

/** A plan for people: what is computed together, over which shape, and where it lies. */
final class PlanText {
  private final Plan plan;
  private final Map<Node, String> names = new HashMap<>();
  private final Map<Buffer, Node> held = new HashMap<>();
  private int unlabelled;
  private final StringBuilder text = new StringBuilder();

  private PlanText(Plan plan) {
    this.plan = plan;
    plan.sources().forEach((source, view) -> held.put(view.buffer(), source));
  }

  static String of(Plan plan) {
    return new PlanText(plan).text();
  }

  private String text() {
    for (var i = 0; i < plan.kernels().size(); i++) {
      if (i == plan.checkpoint() && !plan.guards().isEmpty()) {
        text.append("-- only if the guards are finite: variables change from here on\n");
      }
      kernel(i + 1, plan.kernels().get(i));
    }
    if (plan.machine().vectorBits() == 0) {
      text.append("all code is scalar, because the machine runs without vectors\n");
    }
    plan.sizes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry ->
            text.append("memory of ")
                .append(entry.getKey())
                .append(": ")
                .append(entry.getValue())
                .append(" elements\n"));
    return text.toString();
  }

  private void kernel(int number, Kernel kernel) {
    text.append("%3s  %s%n".formatted(number, what(kernel)));
    reason(kernel).ifPresent(reason -> text.append("       ").append(reason).append('\n'));
    for (var node : kernel.nodes()) {
      text.append("       ").append(name(node)).append(" = ").append(expression(node)).append('\n');
    }
    for (var node : kernel.nodes()) {
      Optional.ofNullable(plan.values().get(node)).ifPresent(buffer -> held.put(buffer, node));
    }
    text.append("       writes ")
        .append(
            kernel.writes().stream().distinct().map(this::place).collect(Collectors.joining(", ")))
        .append('\n');
  }

  /** Why a kernel is not compiled, or not in vectors. */
  private Optional<String> reason(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest -> scalar(nest).map(reason -> "scalar, because " + reason);
      case Kernel.Matmul product ->
          product
              .after()
              .flatMap(this::scalar)
              .map(reason -> "what reads it is scalar, because " + reason);
      case Kernel.Transposition copy ->
          Optional.of("scalar, because the columns that it reads are not contiguous")
              .filter(_ -> !copy.readsSideBySide());
      case Kernel.Lookup _ -> Optional.empty();
      case Kernel.Reference reference -> Optional.of("because " + reference.reason());
    };
  }

  private Optional<String> scalar(Kernel.Nest nest) {
    return plan.machine().vectorBits() == 0 ? Optional.empty() : ScalarReason.of(nest);
  }

  private String what(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest when nest.nodes().isEmpty() ->
          "copy of %sover %s".formatted(value(nest.reads().getFirst()), space(nest));
      case Kernel.Nest nest -> "loop over " + space(nest);
      case Kernel.Matmul product ->
          "%s of %s x %s and %s x %s%s"
              .formatted(
                  products(product),
                  product.rows(),
                  product.terms(),
                  product.terms(),
                  product.columns(),
                  product.after().map(_ -> ", then on each block what reads it").orElse(""));
      case Kernel.Transposition copy ->
          "transposing copy of %sto %s x %s"
              .formatted(value(copy.from().buffer()), copy.rows(), copy.columns());
      case Kernel.Lookup lookup -> "rows of " + lookup.table().describe() + " by their numbers";
      case Kernel.Reference _ -> "node by node, by reference values";
    };
  }

  private static String space(Kernel.Nest nest) {
    return nest.outer().stream().map(size -> size + " x ").collect(Collectors.joining())
        + nest.rows()
        + " x "
        + nest.columns();
  }

  private static String products(Kernel.Matmul product) {
    return product.batches().isEmpty()
        ? "product"
        : product.batches().stream()
                .map(batch -> String.valueOf(batch.count()))
                .collect(Collectors.joining(" x "))
            + " products";
  }

  private String place(Buffer buffer) {
    return value(buffer) + buffer.type() + " at " + buffer.offset() + rowLength(buffer);
  }

  /** The name of the value that a buffer holds, and a space. */
  private String value(Buffer buffer) {
    return Optional.ofNullable(held.get(buffer)).map(node -> name(node) + " ").orElse("");
  }

  private static String rowLength(Buffer buffer) {
    var rank = buffer.type().shape().rank();
    return rank < 2 ? "" : " (rows " + buffer.layout().stride(rank - 2) + " apart)";
  }

  private String name(Node node) {
    return names.computeIfAbsent(node, _ -> node.label().orElseGet(() -> "t" + ++unlabelled));
  }

  private String expression(Node node) {
    return node.op().name()
        + node.inputs().stream().map(this::operand).collect(Collectors.joining(", ", "(", ")"));
  }

  private String operand(Node node) {
    var at = node;
    while (at.inputs().size() == 1 && !names.containsKey(at) && MachineOp.of(at.op()).isEmpty()) {
      at = at.input(0);
    }
    return at.op() instanceof Constant ? Printer.expression(at) : name(at);
  }
}
