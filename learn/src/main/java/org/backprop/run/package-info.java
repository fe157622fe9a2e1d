/**
 * Recorded training runs: begin with {@link org.backprop.run.Run}. A run is stopped anywhere, goes
 * on to the same bits, and is replayed to see why a weight is what it is.
 */
package org.backprop.run;
