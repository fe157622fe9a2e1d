package org.backprop.app.study.exercise;

import org.backprop.tensor.Tensor;

/**
 * A usual mistake in an exercise, recognised by its value.
 *
 * @param name what was done, as in {@code the derivative of tanh is missing}
 * @param remedy what to do instead, a sentence
 * @param value what the mistake leads to, of any shape, in the orientation of the exercise
 */
public record Mistake(String name, String remedy, Tensor value) {}
