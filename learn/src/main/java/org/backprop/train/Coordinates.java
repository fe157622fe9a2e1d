package org.backprop.train;

/** A linear map from the vectors in which an optimum is sought to parameters. */
interface Coordinates {
  /** The parameters themselves. */
  Coordinates OF_PARAMETERS =
      new Coordinates() {
        @Override
        public Vector toParameters(Vector vector) {
          return vector;
        }

        @Override
        public Vector fromGradient(Vector gradient) {
          return gradient;
        }
      };

  /** The parameters that a vector stands for, in the order of the model. */
  Vector toParameters(Vector vector);

  /** A gradient by the parameters as one by the coordinates: the transposed map. */
  Vector fromGradient(Vector gradient);
}
