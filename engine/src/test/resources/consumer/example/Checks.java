package example;

import java.util.List;
import org.backprop.engine.Engine;
import org.backprop.engine.OpCheck;
import org.backprop.engine.Program;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.tensor.DType;

/** What a user of the engine would write to check own operations. */
public final class Checks {
  private Checks() {}

  public static List<String> reports() {
    return List.of(OpCheck.of(new Swish()).run().toString(), OpCheck.of(new Cbrt()).run().toString());
  }

  /** The compiled plan of {@code sum(2 op(x) + 1)}. */
  public static String plan(boolean isLowered) {
    Op op = isLowered ? new Swish() : new Cbrt();
    var x = Node.input("x", DType.FLOAT32, 64, 16);
    return Engine.compile(Program.of(Node.of(op, x).times(2).plus(1).sum())).plan();
  }
}
