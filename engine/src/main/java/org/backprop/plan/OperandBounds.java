package org.backprop.plan;

import java.util.stream.Stream;

/** Checks that operands fit their buffers, and buffers the arrays. */
final class OperandBounds {
  private final Plan plan;
  private final OperandWalks walks;

  private OperandBounds(Plan plan) {
    this.plan = plan;
    this.walks = new OperandWalks(plan.machine().matmuls().panel());
  }

  /**
   * @throws IllegalStateException if something does not fit
   */
  static void verify(Plan plan) {
    new OperandBounds(plan).verify();
  }

  private void verify() {
    plan.values().forEach((node, buffer) -> fits(buffer, node.toString()));
    plan.constants()
        .forEach((buffer, value) -> {
          if (!value.shape().equals(buffer.type().shape()) || value.dtype() != buffer.dtype()) {
            PlanVerifier.fail(buffer + " is filled with " + value.dtype() + value.shape());
          }
        });
    for (var i = 0; i < plan.kernels().size(); i++) {
      var kernel = plan.kernels().get(i);
      var name = "kernel " + (i + 1) + " (" + kernel.name() + ")";
      walks.of(kernel).forEach(walk -> fits(walk, name));
    }
    views().forEach(view -> fits(walks.of(view), "the caller"));
  }

  private Stream<View> views() {
    return Stream.of(
            plan.sources().values().stream(),
            plan.outputs().stream(),
            plan.guards().stream(),
            plan.late().stream().flatMap(copy -> Stream.of(copy.from(), copy.to())))
        .flatMap(views -> views);
  }

  private void fits(OperandWalk walk, String user) {
    fits(walk.buffer(), user);
    if (!walk.fits()) {
      PlanVerifier.fail(
          "%s uses the elements %s to %s of %s, which has %s"
              .formatted(user, walk.first(), walk.last(), walk.buffer(), walk.buffer().length()));
    }
  }

  private void fits(Buffer buffer, String user) {
    var size = plan.sizes().getOrDefault(buffer.dtype(), 0);
    if (buffer.offset() < 0 || buffer.offset() + (long) buffer.length() > size) {
      PlanVerifier.fail(
          "%s uses %s with %s elements of an array of %s"
              .formatted(user, buffer, buffer.length(), size));
    }
  }
}
