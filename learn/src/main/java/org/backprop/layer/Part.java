package org.backprop.layer;

/** What a model is written as a list of: layers, and at the end a likelihood. */
public interface Part {}
