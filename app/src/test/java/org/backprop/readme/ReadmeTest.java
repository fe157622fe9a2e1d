package org.backprop.readme;

import static java.util.stream.Collectors.joining;
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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java of README and how-to compiles with the imports it shows, and runs as it stands. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Predicate<String> IS_IMPORT = line -> line.startsWith("import ");

  /** The rows that the README's second block leaves to the reader. */
  private static final String ROWS =
      """
        static final double[][] x = {{1, 2, 3, 4}, {2, 1, 0, 1}, {0, 1, 2, 1}, {1, 1, 1, 0}};
        static final int[] labels = {0, 1, 2, 0};
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "README.md, 3, penguins.safetensors",
    "docs/how-to.md, 10, flowers.safetensors",
    "docs/replay.md, 1, penguins.runs/1/run.json"
  })
  void every_java_block_compiles_with_its_imports_and_runs(String page, int count, String written)
      throws Exception {
    var blocks = blocks(page);
    assertEquals(count, blocks.size(), "blocks of Java in " + page);
    for (var i = 0; i < blocks.size(); i++) {
      run("Block" + i, blocks.get(i));
    }
    assertTrue(Files.size(folder.resolve(written)) > 0);
  }

  private void run(String name, String block) throws Exception {
    compile(name, source(name, block));
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass(name).getMethod("run").invoke(null);
    }
  }

  private static List<String> blocks(String page) throws IOException {
    var matcher = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
    return matcher.results().map(result -> result.group(1)).toList();
  }

  /** A class of its own for each block; files are read from the examples and written aside. */
  private String source(String name, String block) {
    var imports = block.lines().filter(IS_IMPORT).collect(joining("\n"));
    var body = block.lines().filter(IS_IMPORT.negate()).collect(joining("\n"));
    return "%s\npublic class %s {\n%s  public static void run() throws Exception {\n%s\n  }\n}\n"
        .formatted(imports, name, ROWS, moved(body));
  }

  private String moved(String body) {
    return body.replace("\"examples/data/", "\"../examples/data/")
        .replaceAll(
            "\"(\\w+\\.safetensors)\"", "\"" + folder.toString().replace("\\", "/") + "/$1\"")
        .replace("System.out.println(", "java.util.Objects.requireNonNull((Object) ");
  }

  private void compile(String name, String source) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    var options = List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    try (var files = compiler.getStandardFileManager(problems, null, null)) {
      var file = new SourceText(name, source);
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

    SourceText(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
