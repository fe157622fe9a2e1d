/** What is known about a training: data, choices, settings, history, scores. */
package org.backprop.provenance;
