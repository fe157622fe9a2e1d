package org.backprop.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Expressions as plain maps: {@code {"kind": "product", "parts": [...]}}. */
final class ExpressionMap {
  private ExpressionMap() {}

  static Map<String, Object> of(Expression expression) {
    var map = new LinkedHashMap<String, Object>();
    map.put("kind", expression.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    switch (expression) {
      case Expression.Symbol(var name) -> map.put("name", name);
      case Expression.Literal(var value) -> map.put("value", value);
      case Expression.Call call -> {
        map.put("function", call.function());
        map.put("settings", call.settings());
      }
      case Expression.Relation relation -> map.put("symbol", relation.symbol());
      case Expression.SampleSum sum -> map.put("over", sum.samples().word());
      default -> {}
    }
    List<Expression> parts = expression.parts();
    if (!parts.isEmpty()) {
      map.put("parts", parts.stream().map(ExpressionMap::of).toList());
    }
    return map;
  }
}
