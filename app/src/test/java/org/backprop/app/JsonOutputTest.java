package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonOutputTest {

  @Test
  void a_number_that_is_not_finite_becomes_null() {
    var values = new LinkedHashMap<String, Object>();
    values.put("nan", Double.NaN);
    values.put("list", List.of(1.5, Double.POSITIVE_INFINITY));
    values.put("map", Map.of("float", Float.NaN));
    values.put("array", new double[] {2, Double.NaN});
    values.put("none", Optional.empty());
    values.put("text", "tab\there");
    var read = new JsonMapper().readValue(JsonOutput.text(values), Map.class);
    var expected = new LinkedHashMap<String, Object>();
    expected.put("nan", null);
    expected.put("list", Arrays.asList(1.5, null));
    var inner = new LinkedHashMap<String, Object>();
    inner.put("float", null);
    expected.put("map", inner);
    expected.put("array", Arrays.asList(2.0, null));
    expected.put("none", null);
    expected.put("text", "tab\there");
    assertEquals(expected, read);
  }
}
