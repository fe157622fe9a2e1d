package org.backprop.prepare;

import java.util.List;
import org.backprop.advice.Notice;

/**
 * A table's inputs and targets together: what training and evaluation take.
 *
 * @param data the rows that have a target and, where rows are dropped, no missing value
 * @param rows which row of the table each of them is, ascending
 * @param notices what the user should know
 */
@SuppressWarnings("ArrayRecordComponent") // one int a row; never compared
public record LabelledRows(Dataset data, int[] rows, List<Notice> notices) {}
