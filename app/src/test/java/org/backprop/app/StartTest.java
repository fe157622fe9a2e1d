package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {
  @Test
  void its_class_file_is_one_of_java_8() throws IOException {
    try (var in =
        new DataInputStream(
            Objects.requireNonNull(Start.class.getResourceAsStream("Start.class")))) {
      assertEquals(0xCAFEBABE, in.readInt());
      assertEquals(52, in.readInt());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.8.0_402", "11.0.2", "17.0.12", "24", "25", "25.0.2", "25-ea", "25.0.1+8"})
  void older_jdks_are_refused_in_a_sentence(String version) {
    var text = Start.refusal(version, "/opt/jdk");
    assertTrue(
        text.startsWith(
            "Backprop needs a JDK 25.0.3 or newer, but this is Java " + version + " in /opt/jdk"),
        text);
    assertEquals(version.startsWith("25"), text.contains("JDK-8377811"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"25.0.3", "25.0.10", "25.1", "26", "26-ea", "27.0.1"})
  void newer_ones_are_not(String version) {
    assertEquals("", Start.refusal(version, "/opt/jdk"));
  }
}
