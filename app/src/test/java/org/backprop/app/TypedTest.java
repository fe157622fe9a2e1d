package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TypedTest {

  @Test
  void what_a_shell_would_take_apart_is_quoted() {
    assertEquals(
        "backprop train 'my data.csv' --target 'it'\\''s' --hidden 64,32 --ignore 'a;b'",
        new Typed("train", "my data.csv")
            .add("--target", "it's")
            .add("--hidden", "64,32")
            .add("--ignore", "a;b")
            .toString());
  }
}
