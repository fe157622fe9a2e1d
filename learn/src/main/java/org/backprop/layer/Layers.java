package org.backprop.layer;

import java.util.List;

/** The words that a model is written with; meant to be imported statically. */
public final class Layers {
  private Layers() {}

  /** The number of input columns. */
  public static Features features(int count) {
    return new Features(count);
  }

  /** {@code x W + b} with so many outputs. */
  public static Dense dense(int outputs) {
    return new Dense(outputs);
  }

  public static Activation identity() {
    return Activation.IDENTITY;
  }

  public static Activation sigmoid() {
    return Activation.SIGMOID;
  }

  public static Activation tanh() {
    return Activation.TANH;
  }

  public static Activation relu() {
    return Activation.RELU;
  }

  public static Activation leakyRelu() {
    return Activation.LEAKY_RELU;
  }

  public static Activation elu() {
    return Activation.ELU;
  }

  public static Activation gelu() {
    return Activation.GELU;
  }

  public static Activation silu() {
    return Activation.SILU;
  }

  public static Activation softplus() {
    return Activation.SOFTPLUS;
  }

  public static Activation softmax() {
    return Activation.SOFTMAX;
  }

  /** Sets a share of the values to 0 while training, and scales the rest up. */
  public static Dropout dropout(double rate) {
    return new Dropout(rate);
  }

  /** {@code x + f(x)} where f is these layers. */
  public static Residual residual(Layer... layers) {
    return new Residual(List.of(layers));
  }
}
