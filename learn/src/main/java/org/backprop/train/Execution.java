package org.backprop.train;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Options;
import org.backprop.tensor.DType;

/**
 * How steps are computed.
 *
 * @param precision FLOAT32 or FLOAT64; empty: FLOAT32, for a regression FLOAT64
 * @param seed decides the split, the initial weights, the order of rows and the dropout
 * @param options how the compiled steps run; none of it changes a result, except the interpreter's
 *     rounding
 */
public record Execution(Optional<DType> precision, long seed, Options options) {

  /** The usual precision, seed 1, compiled. */
  public static Execution usual() {
    return new Execution(Optional.empty(), 1, Options.defaults());
  }

  public Execution withPrecision(DType dtype) {
    return new Execution(Optional.of(dtype), seed, options);
  }

  public Execution withSeed(long number) {
    return new Execution(precision, number, options);
  }

  public Execution withOptions(Options how) {
    return new Execution(precision, seed, how);
  }

  Execution settled(DType usualPrecision) {
    return withPrecision(precision.orElse(usualPrecision));
  }

  /** The names and values; of the options those that a user of any machine may state. */
  Map<String, Object> toMap() {
    return new SettingValues()
        .put("precision", precision.map(dtype -> dtype.name().toLowerCase(Locale.ROOT)))
        .put("seed", seed)
        .put("threads", options.threads())
        .put("interpret", options.interpret())
        .toMap();
  }
}
