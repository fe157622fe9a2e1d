package org.backprop.part;

/** What a model is written as a list of: layers, and at the end a likelihood. */
public interface ModelPart extends Named {}
