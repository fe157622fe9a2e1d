package org.backprop.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backprop.oracle.Trained;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ProvenanceTest {
  private static final Provenance SOME = Trained.provenance("kind", "categorical");

  private static Map<?, ?> json(Provenance provenance) {
    var mapper = new JsonMapper();
    return mapper.readValue(mapper.writeValueAsString(provenance.toMap()), Map.class);
  }

  @Test
  void it_survives_json() {
    assertEquals(SOME, Provenance.fromMap(json(SOME)));
    assertEquals(Provenance.SCHEMA_VERSION, SOME.toMap().get("schema_version"));
  }

  @Test
  void all_keys_are_in_snake_case() {
    requireSnakeCase(SOME.toMap());
  }

  private static void requireSnakeCase(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> {
        assertEquals(key, Names.require(String.valueOf(key)));
        requireSnakeCase(inner);
      });
    } else if (value instanceof List<?> list) {
      list.forEach(ProvenanceTest::requireSnakeCase);
    }
  }

  @Test
  void each_key_is_needed_and_checked() {
    for (var key : SOME.toMap().keySet()) {
      if (key.equals("schema_version")) {
        continue;
      }
      var damaged = new LinkedHashMap<Object, Object>(json(SOME));
      damaged.put(key, true);
      var e = assertThrows(IllegalArgumentException.class, () -> Provenance.fromMap(damaged), key);
      assertTrue(e.getMessage().contains("\"" + key + "\""), e.getMessage());
    }
  }

  @Test
  void values_that_cannot_be_are_refused() {
    refused("epoch 3 cannot be the best of 2", () -> new History(2, 3, List.of(), List.of()));
    refused("there are 1 losses of 2", () -> new History(2, 1, List.of(0.5), List.of()));
    refused("\"blind\" is no part", () -> Source.of("blind", "rows.csv", 1, 1));
    refused("no SHA-256", () -> Source.of("train", "rows.csv", 1, 1).inFile("rows.csv", "abc"));
    refused(
        "negative",
        () -> new Source("test", "t", OptionalInt.of(-1), OptionalInt.empty(), Optional.empty()));
    refused("0 training", () -> new RowsUsed(0, 1, 1, List.of(), List.of()));
    refused("row -1", () -> new RowsUsed(1, 1, 1, List.of(-1), List.of()));
    refused(
        "\"noHeader\"", () -> new RunCommand("train", List.of(), Map.of("noHeader", List.of())));
    refused("\"learningRate\"", () -> settings(Map.of("learning", Map.of("learningRate", 1))));
    refused("\"learning\"", () -> settings(Map.of("learning", 1)));
    refused("cannot be written", () -> settings(Map.of("learning", Map.of("rate", new Object()))));
    refused("\"blind\" is no part", () -> scores(Map.of("blind", Map.of())));
  }

  private static void refused(String part, Runnable construction) {
    var e = assertThrows(IllegalArgumentException.class, construction::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static void settings(Map<String, Object> settings) {
    new Provenance(
        SOME.origin(),
        SOME.choice(),
        settings,
        SOME.history(),
        SOME.rows(),
        List.of(),
        Map.of(),
        List.of());
  }

  private static void scores(Map<String, Object> scores) {
    new Provenance(
        SOME.origin(),
        SOME.choice(),
        Map.of(),
        SOME.history(),
        SOME.rows(),
        List.of(),
        scores,
        List.of());
  }
}
