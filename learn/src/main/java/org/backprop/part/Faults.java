package org.backprop.part;

import java.util.ArrayList;
import java.util.List;

/** What a check finds wrong: a sentence for each fault. */
public final class Faults {
  private final List<String> sentences = new ArrayList<>();

  private Faults() {}

  public static Faults none() {
    return new Faults();
  }

  public void add(String sentence) {
    sentences.add(sentence);
  }

  public void addAll(List<String> more) {
    sentences.addAll(more);
  }

  /** Runs a step of a check; an exception is a fault, which its message explains. */
  public void attempt(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      var why = e.getMessage();
      add("%s fails: %s".formatted(what, why == null ? e.toString() : why));
    }
  }

  public boolean isEmpty() {
    return sentences.isEmpty();
  }

  public List<String> sentences() {
    return List.copyOf(sentences);
  }

  /** The sentences, a line each. */
  @Override
  public String toString() {
    return String.join("\n", sentences);
  }
}
