import org.jspecify.annotations.NullMarked;

/** Tensors, graph, gradient, compiler; depends on nothing. */
@NullMarked
module org.backprop.engine {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports org.backprop.engine;
  exports org.backprop.gradient;
  exports org.backprop.graph;
  exports org.backprop.notation;
  exports org.backprop.simplify;
  exports org.backprop.tensor;
}
