package org.backprop.app.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.Terminal;
import org.backprop.chain.Chain;
import org.backprop.chain.ExampleChain;
import org.backprop.chain.FiniteDifferences;
import org.backprop.chain.FiniteDifferences.Verdict;
import org.backprop.chain.Orientation;
import org.backprop.chain.Value;
import org.junit.jupiter.api.Test;

class ChainReportTest {
  private final Chain chain = ExampleChain.chain();

  private static String shown(Chain chain, Map<String, FiniteDifferences> checks) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    var text = new MatrixText(Orientation.ROWS, false);
    new ChainReport(Terminal.plain(out, out), chain, checks, text).show(Optional.empty());
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static FiniteDifferences differences(Verdict verdict) {
    return new FiniteDifferences(verdict, "[0,1]", 60e-9, 1e-9, 59.0 / 60, 4, new Value.NotYet());
  }

  private Map<String, FiniteDifferences> with(Verdict verdict) {
    var checks = new LinkedHashMap<>(chain.checks());
    checks.put("dL/dW1", differences(verdict));
    return checks;
  }

  @Test
  void a_fault_is_named_with_its_numbers_and_ends_with_1() {
    var checks = with(Verdict.FAULT);
    var text = shown(chain, checks);
    assertTrue(text.contains("  FAULT dL/dW1  x^T delta1"), text);
    assertTrue(
        text.contains("FAULT in dL/dW1[0,1]: 6e-8, but the finite difference is 1e-9"), text);
    assertEquals(1, ExplainCommand.status(checks));
  }

  @Test
  void a_kink_and_a_gradient_too_small_to_check_are_no_faults() {
    assertTrue(shown(chain, with(Verdict.KINK)).contains("kink: the slopes on both sides differ"));
    assertTrue(shown(chain, with(Verdict.TOO_SMALL)).contains("small: below what differences"));
    assertEquals(0, ExplainCommand.status(with(Verdict.KINK)));
    assertEquals(0, ExplainCommand.status(with(Verdict.TOO_SMALL)));
  }

  @Test
  void what_is_not_yet_computed_is_said_and_never_0() {
    var half = chain.until("h");
    var text = shown(half, half.checks());
    assertTrue(text.contains("a2     h W2 + b2    not yet computed"), text);
    assertFalse(text.contains("[0]"), text);
  }
}
