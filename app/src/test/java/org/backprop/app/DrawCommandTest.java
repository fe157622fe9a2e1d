package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawCommandTest {
  @TempDir Path folder;

  private Path model() {
    var model = folder.resolve("m.safetensors");
    good(
        "train",
        example("iris.csv"),
        "--target",
        "species",
        "--hidden",
        "3",
        "--epochs",
        "1",
        "-o",
        model);
    return model;
  }

  @Test
  void the_files_name_picks_the_format() throws IOException {
    var model = model();
    assertTrue(good("draw", model).out().startsWith("x -> *W1 -> +b1 -(a1)-> f1"));
    var starts =
        new String[][] {
          {"a.svg", "<svg"}, {"a.dot", "digraph"}, {"a.mmd", "flowchart"}, {"a.txt", "x ->"}
        };
    for (var start : starts) {
      var file = folder.resolve(start[0]);
      good("draw", model, "--full", "--backward", "-o", file);
      good("draw", model, "-o", file);
      assertTrue(Files.readString(file).startsWith(start[1]), start[0]);
    }
  }

  @Test
  void an_unknown_format_is_refused_with_the_known_ones() {
    var run = CommandLineRun.of("draw", model(), "--format", "gif");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("text, svg, dot, mermaid"), run.err());
  }
}
