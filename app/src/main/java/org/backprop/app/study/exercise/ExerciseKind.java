package org.backprop.app.study.exercise;

import java.util.SplittableRandom;

/** One kind of exercise, which gets fresh numbers at each draw. */
public interface ExerciseKind {
  /** Its identity, as in {@code delta1-tanh}; it never changes. */
  String id();

  /** The topic that it belongs to, as in {@code backward}. */
  String topic();

  /** What it asks for, in a few words. */
  String title();

  /**
   * An exercise in which no two answers are alike. Equal seeds give equal exercises.
   *
   * @param notation how the given values, the question and the answer are written
   */
  Exercise draw(SplittableRandom random, Notation notation);
}
