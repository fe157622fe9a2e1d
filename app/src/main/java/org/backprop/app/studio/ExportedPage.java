package org.backprop.app.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.app.JsonOutput;
import org.backprop.app.Numbers;
import org.backprop.chain.Chain;
import org.backprop.chain.Operand;
import org.backprop.chain.Value;
import org.backprop.likelihood.Likelihoods;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * The page with the steps of one row as one file that needs no server: its modules, styles and
 * numbers are in it, and an evaluator of the network's graph, so that edits work.
 */
final class ExportedPage {
  /** More numbers in tables that are drawn again with each edit would make the page slow. */
  private static final int MOST_NUMBERS = 2_000;

  /** The most layers of which any can be folded; each more doubles the number of pictures. */
  private static final int MOST_FOLDED = 3;

  private static final String START = "import 'studio/main.js';";

  private ExportedPage() {}

  /**
   * The text of the file.
   *
   * @param chains what a server would answer
   * @throws DataException if the network is too large, or an operation has no exported form
   */
  static String of(OpenModel open, ChainService chains) {
    var row = open.row().apply(open.first());
    var x = row.x().dtype().isFloat() ? row.x().to(DType.FLOAT64) : row.x();
    var chain = Chain.of(open.model(), open.trained(), x, row.y());
    requireSmall(chain);
    var data = new LinkedHashMap<String, Object>();
    data.put("rows", chain.rows());
    data.put("given", given(chain));
    data.put("chains", both(columns -> chain(chains, columns)));
    data.put("likelihoods", both(columns -> likelihoods(chains, columns)));
    data.put("pictures", both(columns -> pictures(chains, columns)));
    data.put("graph", chain.graph().toMap());
    return page(open.title(), data);
  }

  private static void requireSmall(Chain chain) {
    var numbers = values(chain).mapToInt(it -> numbers(it.value()).size()).sum();
    if (numbers > MOST_NUMBERS) {
      throw new DataException(
          "the network has %s weights, inputs and targets, and an exported page holds at most %s"
                  .formatted(Numbers.count(numbers), Numbers.count(MOST_NUMBERS))
              + "; leave out --export to see it served, or train a smaller one");
    }
  }

  private static Stream<Operand> values(Chain chain) {
    var inputs =
        Stream.of("x", "y").map(chain::step).map(step -> new Operand(step.name(), step.value()));
    return Stream.concat(inputs, chain.parameters().stream());
  }

  private static Tensor numbers(Value value) {
    return value.tensor().orElseThrow();
  }

  private static Map<String, Object> given(Chain chain) {
    var given = new LinkedHashMap<String, Object>();
    values(chain).forEach(it -> given.put(it.name(), numbers(it.value()).toDoubles()));
    return given;
  }

  /** Makes the data of one orientation. */
  @FunctionalInterface
  private interface Oriented {
    Map<String, Object> of(boolean columns);
  }

  private static Map<String, Object> both(Oriented oriented) {
    return Map.of("rows", oriented.of(false), "columns", oriented.of(true));
  }

  private static JsonMessage message(boolean columns) {
    return new JsonMessage(Map.of("columns", columns));
  }

  /** The steps and their rules; the page computes the values. */
  private static Map<String, Object> chain(ChainService chains, boolean columns) {
    var chain = new LinkedHashMap<>(chains.chain(message(columns)));
    chain.remove("values");
    chain.put("row_count", 1);
    return chain;
  }

  /**
   * The graph by its folded layers, as in {@code 1,2}: with any of few layers folded, of many with
   * all.
   */
  private static Map<String, Object> pictures(ChainService chains, boolean columns) {
    var pictures = new LinkedHashMap<String, Object>();
    var whole = picture(chains, columns, List.of());
    pictures.put("", whole);
    for (var folded : choices((Integer) whole.getOrDefault("layers", 0))) {
      var key = folded.stream().map(String::valueOf).collect(Collectors.joining(","));
      pictures.put(key, picture(chains, columns, folded));
    }
    return pictures;
  }

  private static List<List<Integer>> choices(int layers) {
    var all = IntStream.rangeClosed(1, layers).boxed().toList();
    return layers > MOST_FOLDED
        ? List.of(all)
        : IntStream.range(1, 1 << layers)
            .mapToObj(bits -> all.stream().filter(it -> (bits >> (it - 1) & 1) == 1).toList())
            .toList();
  }

  private static Map<String, Object> picture(
      ChainService chains, boolean columns, List<Integer> folded) {
    return chains.graph(new JsonMessage(Map.of("columns", columns, "folded", folded)));
  }

  /** The derivation of the model's own likelihood under no name, and of all others by theirs. */
  private static Map<String, Object> likelihoods(ChainService chains, boolean columns) {
    var own = chains.likelihood(message(columns));
    var all = new LinkedHashMap<String, Object>();
    all.put("", own);
    Likelihoods.catalog()
        .names()
        .forEach(it ->
            all.put(
                it, chains.likelihood(new JsonMessage(Map.of("columns", columns, "name", it)))));
    return all;
  }

  private static String page(String title, Map<String, Object> data) {
    var modules = new LinkedHashMap<String, String>();
    PageFiles.withoutServer()
        .forEach(
            (name, source) -> modules.put(name, "data:text/javascript;base64," + base64(source)));
    var imports = JsonOutput.compact(Map.of("imports", modules));
    var style = text("style.css");
    return text("exported.html")
        .replace("{{policy}}", policy(List.of(imports, START), style))
        .replace("{{icon}}", base64(PageFiles.own("icon.svg")))
        .replace("{{style}}", style)
        .replace("{{imports}}", imports)
        .replace("{{start}}", START)
        .replace("{{title}}", escaped(title))
        .replace("{{data}}", JsonOutput.compact(data).replace("<", "\\u003c"));
  }

  /** No request at all; the modules are data in the import map, which is known by its hash. */
  private static String policy(List<String> scripts, String style) {
    var hashes = scripts.stream().map(it -> "'sha256-" + PageFiles.hash(it) + "'").toList();
    return "default-src 'none'; script-src %s data:; style-src 'sha256-%s'; img-src data: blob:;"
            .formatted(String.join(" ", hashes), PageFiles.hash(style))
        + " base-uri 'none'; form-action 'none'";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String text(String name) {
    return new String(PageFiles.own(name), UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
