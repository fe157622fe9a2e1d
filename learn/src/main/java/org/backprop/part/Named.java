package org.backprop.part;

/** Something that a model file or an option refers to by name, as in {@code relu}. */
public interface Named {

  /** The name in model files and options: letters, digits and hyphens, as in {@code one-cycle}. */
  String name();
}
