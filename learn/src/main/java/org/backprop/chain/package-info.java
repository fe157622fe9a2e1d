/**
 * The chain of steps from a model's input to its loss and back to its parameters, each with its
 * rule, its numbers and its value, as data for any face that draws it.
 */
package org.backprop.chain;
