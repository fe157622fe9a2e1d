package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @Test
  void without_a_command_it_says_what_there_is() {
    var run = CommandLineRun.good();
    assertTrue(run.out().contains("Usage: backprop"), run.out());
    assertTrue(run.out().contains("train"), run.out());
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "predict", "evaluate", "summary", "importance"})
  void every_command_helps_with_examples(String command) {
    var run = CommandLineRun.good(command, "--help");
    assertTrue(run.out().contains("Examples:\n  backprop " + command), run.out());
    assertTrue(run.out().contains("--json"), run.out());
    assertTrue(run.out().contains("--debug"), run.out());
  }

  @Test
  void help_names_a_command_or_none() {
    assertEquals(CommandLineRun.good("train", "--help"), CommandLineRun.good("help", "train"));
    assertEquals(CommandLineRun.good("--help"), CommandLineRun.good("help"));
    var wrong = CommandLineRun.of("help", "trian");
    assertEquals(2, wrong.status());
    assertTrue(wrong.err().contains("did you mean \"train\"?"), wrong.err());
  }

  @Test
  void it_says_its_version() {
    assertTrue(CommandLineRun.good("--version").out().startsWith("backprop "));
  }

  @Test
  void a_mistyped_command_gets_a_hint() {
    var run = CommandLineRun.of("trian");
    assertEquals(2, run.status());
    assertEquals(
        "backprop: there is no command \"trian\"; did you mean \"train\"? See `backprop --help`.\n",
        run.err());
  }

  @Test
  void a_mistyped_option_gets_a_hint() {
    var run = CommandLineRun.of("train", "x.csv", "--hiden", "3");
    assertEquals(2, run.status());
    assertEquals(
        "backprop: there is no option --hiden; did you mean --hidden? See `backprop train"
            + " --help`.\n",
        run.err());
  }

  @Test
  void a_missing_argument_and_one_too_many_are_said() {
    assertEquals(
        "backprop: missing required parameter: 'DATA'. See `backprop train --help`.\n",
        CommandLineRun.of("train").err());
    var more = CommandLineRun.of("summary", "a", "b");
    assertEquals(2, more.status());
    assertTrue(more.err().contains("\"b\" is one argument too many"), more.err());
  }

  @Test
  void only_debug_prints_a_stack_trace() {
    var plain = CommandLineRun.of("summary", "nothing.safetensors");
    assertEquals(2, plain.status());
    assertEquals(1, plain.err().lines().count(), plain.err());
    var debug = CommandLineRun.of("summary", "nothing.safetensors", "--debug");
    assertEquals(2, debug.status());
    assertTrue(debug.err().contains("\tat org.backprop"), debug.err());
    assertFalse(debug.err().lines().toList().getLast().startsWith("\t"), debug.err());
  }
}
