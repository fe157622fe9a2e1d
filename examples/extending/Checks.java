package extending;

import java.util.List;
import org.backprop.engine.OpCheck;
import org.backprop.layer.LayerCheck;
import org.backprop.likelihood.LikelihoodCheck;
import org.backprop.optimizer.ScheduleCheck;
import org.backprop.optimizer.StepRuleCheck;
import org.backprop.tensor.Shape;

/** The checks that the library's own parts pass, run on these. */
public final class Checks {
  private Checks() {}

  /** What is wrong, a sentence each; empty if nothing is. */
  public static List<List<String>> faults() {
    var op = OpCheck.of(new Asinh()).run();
    return List.of(
        LikelihoodCheck.of(new Geometric(), 1, 2.5),
        LayerCheck.of(new Gain(2), Shape.of(3)),
        LayerCheck.of(new Softsign(), Shape.of(3)),
        StepRuleCheck.of(new SignDescent()),
        ScheduleCheck.of(new Linear()),
        op.passed() ? List.of() : List.of(op.toString()));
  }
}
