package org.backprop.app.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backprop.app.JsonOutput;

/**
 * The files of the page: our own modules and two libraries, all in our jars. Modules import each
 * other by bare names, as in {@code studio/steps.js}, which an import map resolves.
 */
final class PageFiles {
  /** Our own modules, without their ending. */
  static final List<String> MODULES =
      List.of(
          "main",
          "state",
          "source",
          "format",
          "formula",
          "matrix",
          "graph",
          "steps",
          "pin",
          "select",
          "tools",
          "keys",
          "pointer",
          "likelihood",
          "curves",
          "training",
          "time",
          "data",
          "cards",
          "editor",
          "homework",
          "lines",
          "sitting",
          "study");

  /** Those that only a page without server needs. */
  private static final List<String> COMPUTING = List.of("evaluator", "differences");

  private static final String WEBJARS = "META-INF/resources/webjars/";
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "lit-html", WEBJARS + "lit-html/3.3.1/lit-html.js",
          "uplot", WEBJARS + "uplot/1.6.30/dist/uPlot.esm.js");
  private static final String UPLOT_STYLE = WEBJARS + "uplot/1.6.30/dist/uPlot.min.css";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private final Map<String, Response> files = new LinkedHashMap<>();
  private final String importMap;

  PageFiles() {
    var imports = new LinkedHashMap<String, String>();
    MODULES.forEach(name -> {
      imports.put("studio/" + name + ".js", "/page/" + name + ".js");
      files.put("/page/" + name + ".js", Response.file(SCRIPT, own(name + ".js")));
    });
    LIBRARIES.forEach((name, path) -> {
      imports.put(name, "/lib/" + name + ".js");
      files.put("/lib/" + name + ".js", Response.file(SCRIPT, resource(path)));
    });
    files.put("/page/style.css", Response.file(STYLE, own("style.css")));
    files.put("/lib/uplot.css", Response.file(STYLE, resource(UPLOT_STYLE)));
    files.put("/favicon.ico", Response.file("image/svg+xml", own("icon.svg")));
    importMap = JsonOutput.compact(Map.of("imports", imports));
  }

  /**
   * The modules of a page without server, by the names under which they import each other: in the
   * place of the one that asks the server stands one that computes. Curves of training, and their
   * library, are not shown there.
   */
  static Map<String, byte[]> withoutServer() {
    var modules = new LinkedHashMap<String, byte[]>();
    MODULES.forEach(name -> modules.put("studio/" + name + ".js", own(name + ".js")));
    modules.put("studio/source.js", own("studio-static.js"));
    COMPUTING.forEach(name -> modules.put("studio/" + name + ".js", own(name + ".js")));
    modules.put("lit-html", resource(Objects.requireNonNull(LIBRARIES.get("lit-html"))));
    modules.put("uplot", "export default undefined;".getBytes(StandardCharsets.UTF_8));
    return modules;
  }

  /** The file under a path of the page. */
  Optional<Response> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The page itself, with the token of this server. */
  Response index(String token) {
    var text =
        new String(own("index.html"), StandardCharsets.UTF_8)
            .replace("IMPORT_MAP", importMap)
            .replace("TOKEN", token);
    return Response.file("text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the page may load: its own files, and the import map by its hash. */
  String contentSecurityPolicy() {
    return "default-src 'none'; script-src 'self' 'sha256-"
        + hash(importMap)
        + "'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none';"
        + " form-action 'none'; frame-ancestors 'none'";
  }

  static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] own(String name) {
    return resource("org/backprop/app/studio/page/" + name);
  }

  private static byte[] resource(String path) {
    try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
