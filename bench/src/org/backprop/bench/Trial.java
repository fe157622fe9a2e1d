package org.backprop.bench;

import java.util.List;
import java.util.function.Function;

/**
 * A process to start in each fork, and how to read what it says.
 *
 * @param workload what is measured, for messages and for {@code --workload}
 * @param reading the samples in an outcome that is no failure
 */
record Trial(
    String workload,
    Contender contender,
    List<String> command,
    Function<Outcome, List<Sample>> reading) {}
