import org.jspecify.annotations.NullMarked;

/** Likelihoods, layers, optimizers, data, training, model files. */
@NullMarked
@SuppressWarnings("module") // the target of an export is compiled later
module org.backprop.learn {
  requires transitive org.backprop.engine;
  requires static org.jspecify;
  requires de.siegmar.fastcsv;
  requires org.apache.commons.statistics.distribution;
  requires tools.jackson.databind;

  exports org.backprop.chain;
  exports org.backprop.advice;
  exports org.backprop.formula;
  exports org.backprop.layer;
  exports org.backprop.likelihood;
  exports org.backprop.model;
  exports org.backprop.modelfile;
  exports org.backprop.optimizer;
  exports org.backprop.part;
  exports org.backprop.prepare;
  exports org.backprop.provenance;
  exports org.backprop.recall;
  exports org.backprop.saved to
      org.backprop.app;
  exports org.backprop.run;
  exports org.backprop.score;
  exports org.backprop.table;
  exports org.backprop.train;

  uses org.backprop.layer.Layer;
  uses org.backprop.likelihood.Likelihood;
  uses org.backprop.optimizer.Schedule;
  uses org.backprop.optimizer.StepRule;
}
