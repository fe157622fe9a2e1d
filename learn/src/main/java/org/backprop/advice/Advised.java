package org.backprop.advice;

/** A failure that carries its fact and its remedies as data. */
public interface Advised {

  /** What failed, and what remedies it. */
  Notice notice();
}
