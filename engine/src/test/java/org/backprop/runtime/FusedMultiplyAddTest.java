package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.backprop.engine.Engine;
import org.backprop.engine.Program;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

/** A JVM without FMA instructions says once that it is slow; others say nothing. */
class FusedMultiplyAddTest {

  /** Compiles two programs. */
  static final class TwoPrograms {
    private TwoPrograms() {}

    public static void main(String[] arguments) {
      Engine.compile(Program.of(Node.input("x", DType.FLOAT32, 4).exp()));
      Engine.compile(Program.of(Node.input("x", DType.FLOAT64, 4).log()));
    }
  }

  private static long notices(String option) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TwoPrograms.class.getName())
            .redirectErrorStream(true)
            .start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text.lines().filter(line -> line.contains("multiply-adds in software")).count();
  }

  @Test
  void without_fma_there_is_one_notice() throws Exception {
    assertEquals(1, notices("-XX:-UseFMA"));
  }

  @Test
  void an_instruction_takes_less_than_a_microsecond_and_software_more() throws Exception {
    var fast = FusedMultiplyAdd.measure() < 1_000;
    assertEquals(fast ? 0 : 1, notices("-Dx=y"));
    assertTrue(FusedMultiplyAdd.measure() > 0);
  }
}
