package org.backprop.app.studio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.app.draw.GraphMap;
import org.backprop.app.explain.ExplainedRow;
import org.backprop.app.explain.TargetWords;
import org.backprop.chain.Chain;
import org.backprop.chain.FiniteDifferences;
import org.backprop.chain.Orientation;
import org.jspecify.annotations.Nullable;

/** Answers what the page asks of the chain of steps. It keeps the last chain, and nothing else. */
final class ChainService {
  private record Computed(OpenModel open, ChainRequest request, ExplainedRow row, Chain chain) {}

  private final Supplier<OpenModel> current;
  private final RunService runs;
  private volatile @Nullable Computed last;

  ChainService(Supplier<OpenModel> current, RunService runs) {
    this.current = current;
    this.runs = runs;
  }

  private Computed computed(JsonMessage message) {
    var open = current.get();
    var request = ChainRequest.of(message, open);
    var known = last;
    if (known == null || !known.open.equals(open) || !known.request.equals(request)) {
      var row = open.row().apply(request.row());
      var weights = request.isFresh() ? open.fresh() : open.trained();
      var parameters = request.step().map(runs::parameters).orElse(weights);
      known = new Computed(open, request, row, request.chain(open, parameters, row));
      last = known;
    }
    return known;
  }

  /** The steps of a row with all values. */
  Map<String, Object> chain(JsonMessage message) {
    var computed = computed(message);
    var open = computed.open;
    var map = new LinkedHashMap<String, Object>();
    map.put("title", open.title());
    map.put("model", open.model().toString());
    map.put("row", computed.row.number());
    map.put("row_count", open.count());
    map.put("place", computed.row.place());
    map.put("has_run", open.run().isPresent());
    map.put(
        "target",
        open.target()
            .flatMap(target -> TargetWords.of(target, computed.chain))
            .flatMap(TargetWords::sentence));
    map.putAll(ChainMap.of(computed.chain, computed.request.orientation()));
    return map;
  }

  /** Where the boxes and edges of the graph stand. */
  Map<String, Object> graph(JsonMessage message) {
    var orientation = message.flag("columns") ? Orientation.COLUMNS : Orientation.ROWS;
    var folded = IntStream.of(message.wholes("folded")).boxed().collect(Collectors.toSet());
    return GraphMap.of(current.get().model(), orientation, folded);
  }

  /** One element as the sum of its terms. */
  Map<String, Object> terms(JsonMessage message) {
    var computed = computed(message);
    var orientation = computed.request.orientation();
    var step = message.text("of").orElse("");
    return computed.chain.element(orientation, step, message.wholes("index")).toMap();
  }

  /** Gradients beside their finite differences: of one step, or all that can be checked. */
  Map<String, Object> checks(JsonMessage message) {
    var computed = computed(message);
    var checks = new LinkedHashMap<String, Object>();
    message
        .text("of")
        .map(step -> one(computed.chain, step))
        .orElseGet(computed.chain::checks)
        .forEach((name, check) -> checks.put(name, check.toMap(computed.request.orientation())));
    return checks;
  }

  private static Map<String, FiniteDifferences> one(Chain chain, String step) {
    return chain.check(step).map(it -> Map.of(chain.step(step).name(), it)).orElse(Map.of());
  }

  /** How the loss and its derivative follow from the likelihood, a line for each step. */
  Map<String, Object> likelihood(JsonMessage message) {
    var orientation = message.flag("columns") ? Orientation.COLUMNS : Orientation.ROWS;
    return LikelihoodMap.of(message.text("name"), current.get().model(), orientation);
  }
}
