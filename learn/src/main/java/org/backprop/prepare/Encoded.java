package org.backprop.prepare;

import java.util.List;
import org.backprop.advice.Notice;
import org.backprop.tensor.Tensor;

/**
 * A table's inputs as numbers.
 *
 * @param x {@code [rows, features]}
 * @param rows which row of the table each row of {@code x} is, ascending; all of them unless rows
 *     with missing values are dropped
 * @param dropped how many rows of the table are not in {@code x}
 * @param notices what the user should know: columns ignored, words never seen, rows dropped
 */
@SuppressWarnings("ArrayRecordComponent") // one int a row; never compared
public record Encoded(Tensor x, int[] rows, int dropped, List<Notice> notices) {}
