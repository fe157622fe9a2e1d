package org.backprop.chain;

import java.util.LinkedHashMap;
import java.util.Map;

/** A value that a rule reads, by the name under which the rule reads it. */
public record Operand(String name, Value value) {

  /** As maps, lists, texts and numbers. */
  public Map<String, Object> toMap(Orientation orientation) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", name);
    map.put("value", value.toMap(orientation));
    return map;
  }
}
