import org.jspecify.annotations.NullMarked;

/** Likelihoods, layers, optimizers, data, training, model files. */
@NullMarked
module org.backprop.learn {
  requires transitive org.backprop.engine;
  requires static transitive org.jspecify;
  requires de.siegmar.fastcsv;
  requires org.apache.commons.statistics.distribution;
  requires tools.jackson.databind;

  exports org.backprop.data;
  exports org.backprop.layer;
  exports org.backprop.likelihood;
  exports org.backprop.model;
  exports org.backprop.optimizer;
  exports org.backprop.train;
}
