package org.backprop.train;

import org.backprop.prepare.Dataset;
import org.backprop.table.Idx;

/** Images and the class of each. */
public record LabelledImages(Idx.Images images, Idx.Labels labels) {

  /** The rows that training takes: pixels as bytes, one-hot labels. */
  Dataset dataset(int classes) {
    return Dataset.ofImages(images, labels, classes);
  }
}
