import org.jspecify.annotations.NullMarked;

/** Tensors, graph, gradient, compiler; depends on nothing. */
@NullMarked
@SuppressWarnings("module") // the targets of exports are compiled later
module org.backprop.engine {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports org.backprop.engine;
  exports org.backprop.gradient;
  exports org.backprop.graph;
  exports org.backprop.minimize;
  exports org.backprop.notation;
  exports org.backprop.simplify;
  exports org.backprop.tensor;
  exports org.backprop.engine.prewarm to
      org.backprop.app;
  exports org.backprop.tensor.storage to
      org.backprop.learn;
}
