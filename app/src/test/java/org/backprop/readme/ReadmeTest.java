package org.backprop.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java compiles and runs as it stands. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  private static final String HEAD =
      """
      import static org.backprop.layer.Layers.*;
      import static org.backprop.likelihood.Likelihoods.*;
      import java.nio.file.Path;
      import java.util.*;
      import org.backprop.modelfile.*;
      import org.backprop.prepare.*;
      import org.backprop.table.*;
      import org.backprop.engine.*;
      import org.backprop.gradient.*;
      import org.backprop.graph.Node;
      import org.backprop.model.*;
      import org.backprop.notation.*;
      import org.backprop.simplify.*;
      import org.backprop.tensor.*;
      import org.backprop.train.*;
      public class Snippets {
        static double[][] x = {{1, 2, 3, 4}, {2, 1, 0, 1}, {0, 1, 2, 1}, {1, 1, 1, 0}};
        static int[] labels = {0, 1, 2, 0};
      """;

  @TempDir Path folder;

  @Test
  void every_java_block_compiles_and_runs() throws Exception {
    var blocks = blocks();
    assertTrue(blocks.size() >= 3, "found " + blocks.size() + " blocks of Java");
    compile(source(blocks));
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var snippets = loader.loadClass("Snippets");
      for (var i = 0; i < blocks.size(); i++) {
        snippets.getMethod("block" + i).invoke(null);
      }
    }
    assertTrue(Files.size(folder.resolve("penguins.safetensors")) > 0);
  }

  private static List<String> blocks() throws IOException {
    var readme = Files.readString(ROOT.resolve("README.md"));
    var matcher = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    return matcher.results().map(result -> result.group(1)).toList();
  }

  /** A static method for each block; files are read from the examples and written aside. */
  private String source(List<String> blocks) {
    var source = new StringBuilder(HEAD);
    for (var i = 0; i < blocks.size(); i++) {
      var block =
          blocks
              .get(i)
              .replace("\"penguins.csv\"", quoted(ROOT.resolve("examples/data/penguins.csv")))
              .replace("\"penguins.safetensors\"", quoted(folder.resolve("penguins.safetensors")))
              .replace("System.out.println(", "Objects.requireNonNull((Object) ");
      source.append("  public static void block").append(i).append("() {\n").append(block);
      source.append("  }\n");
    }
    return source.append("}\n").toString();
  }

  private static String quoted(Path path) {
    return "\"" + path.toString().replace("\\", "/") + "\"";
  }

  private void compile(String source) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    var options = List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    try (var files = compiler.getStandardFileManager(problems, null, null)) {
      var file = new SourceText(source);
      compiler.getTask(null, files, problems, options, null, List.of(file)).call();
    }
    var errors = new ArrayList<String>();
    problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .forEach(problem -> errors.add(problem.toString()));
    assertEquals(List.of(), errors, source);
  }

  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String text) {
      super(URI.create("string:///Snippets.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
