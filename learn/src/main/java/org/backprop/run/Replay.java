package org.backprop.run;

import java.util.Map;
import java.util.Optional;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.advice.SettingException;
import org.backprop.optimizer.StepRule;
import org.backprop.tensor.Tensor;
import org.backprop.train.Batches;
import org.backprop.train.Trainer;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingStep;

/**
 * Repeats the steps of a training, bit for bit: from the nearest state that the run kept, or from
 * the start.
 */
public final class Replay {
  private final TrainingPlan plan;
  private final Trainer trainer;
  private final Optional<Run> run;
  private final TrainingStep step;
  private final Map<String, Tensor> initial;
  private final int epochs;
  private long done;

  /** The replay of a plan's first fit, from its start. */
  public Replay(TrainingPlan plan) {
    this(plan, Optional.empty());
  }

  /**
   * The replay of the fit that a run kept.
   *
   * @param plan with the settings that were settled
   * @throws org.backprop.table.DataException if the run is not of this plan
   */
  public Replay(TrainingPlan plan, Run run) {
    this(plan, Optional.of(run));
  }

  private Replay(TrainingPlan plan, Optional<Run> run) {
    run.ifPresent(
        it -> RunRecorder.requireSame(it.folder(), it.record().plan(), PlanPrint.of(plan)));
    this.plan = plan;
    this.trainer = plan.trainer();
    this.run = run;
    this.step = new TrainingStep(trainer, rule(trainer), plan.data().training());
    this.initial = step.variables();
    this.epochs = run.map(it -> it.epochs().size()).orElse(0);
  }

  /** The rule of the optimizer. */
  static StepRule rule(Trainer trainer) {
    if (trainer.optimizer() instanceof StepRule rule) {
      return rule;
    }
    throw new SettingException(
        trainer.optimizer().name()
            + " takes all rows in each step, so there are no batches to replay",
        "train with {}",
        Remedy.of(Setting.OPTIMIZER, "adam"));
  }

  /** What is repeated. */
  public TrainingPlan plan() {
    return plan;
  }

  /** The rows of each step. */
  public Batches batches() {
    return step.batches();
  }

  /** The learning rate of a step. */
  public double rate(long number) {
    return step.rate(number);
  }

  /** The number of the last step of the run's epochs; 0 if no epoch ended. */
  public long steps() {
    return (long) epochs * batches().steps();
  }

  /** The number of steps done. */
  public long done() {
    return done;
  }

  /** The parameters after the steps done, by name. */
  public Map<String, Tensor> parameters() {
    return step.parameters();
  }

  /** The parameters and what the optimizer keeps for each, by name, as in {@code m.W1}. */
  public Map<String, Tensor> variables() {
    return step.variables();
  }

  /**
   * Goes to the state after a number of steps, forward from the nearest one that is known.
   *
   * @throws org.backprop.engine.NonFiniteException if a step on the way has a loss that is not
   *     finite
   */
  public void moveTo(long target) {
    var kept =
        run.flatMap(it -> it.stateAt(target)).filter(it -> target < done || it.step() > done);
    if (kept.isPresent()) {
      step.restore(kept.get().variables());
      done = kept.get().step();
    } else if (target < done) {
      step.restore(initial);
      done = 0;
    }
    while (done < target) {
      next();
    }
  }

  /**
   * Takes the next step.
   *
   * @return the loss of its batch before the move; NaN if its rows have no weight
   * @throws org.backprop.engine.NonFiniteException if the loss is not finite; the state is then the
   *     one before the step
   */
  public double next() {
    var loss = step.load(done + 1) > 0 ? step.run() : Double.NaN;
    done++;
    return loss;
  }

  /** As in {@code after step 120}. */
  @Override
  public String toString() {
    return "after step " + done;
  }
}
