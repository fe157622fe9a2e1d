package org.backprop.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.backprop.provenance.RunCommand;
import org.backprop.train.TrainingListener;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingResult;

/** Is told of a training of the command line, from its plan to its model. */
public interface TrainingWatch {

  /** Is told and does nothing. */
  TrainingWatch NONE = (_, _) -> _ -> {};

  /**
   * Called before the first step.
   *
   * @param isStopping whether the training is asked to end by a signal
   * @return what is told of each epoch
   */
  TrainingListener begun(TrainingPlan plan, BooleanSupplier isStopping);

  /**
   * Called when the model is written.
   *
   * @param model its file, if it was written to one
   * @param command that repeats the training
   */
  default void ended(TrainingResult result, Optional<Path> model, RunCommand command) {}
}
