package extending;

import org.backprop.optimizer.Schedule;

/** Falls linearly from 1 to 0. */
public record Linear() implements Schedule {
  @Override
  public String name() {
    return "linear";
  }

  @Override
  public double factor(double progress) {
    return 1 - progress;
  }
}
