package org.backprop.app.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A script for node with JSON as its input and output; its tests skip where there is no node. */
final class NodeRun {
  private static final boolean IS_INSTALLED = isInstalled();

  private NodeRun() {}

  private static boolean isInstalled() {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The list that a script of the tests writes for an input. */
  static List<?> of(String script, Object input) {
    assumeTrue(IS_INSTALLED, "tests in node are skipped: node is not installed");
    try {
      var process =
          new ProcessBuilder(
                  "node", "src/test/resources/org/backprop/app/studio/" + script, page("evaluator"))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var in = process.getOutputStream()) {
        in.write(new JsonMapper().writeValueAsBytes(input));
      }
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), "the exit status of node");
      return new JsonMapper().readValue(out, List.class);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The file of a module of the page. */
  static String page(String module) {
    return Path.of("src/main/resources/org/backprop/app/studio/page", module + ".js").toString();
  }
}
