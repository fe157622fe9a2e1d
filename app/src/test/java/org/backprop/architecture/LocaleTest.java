package org.backprop.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.backprop.app.Main;
import org.backprop.graph.Node;
import org.backprop.train.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts and files are alike in every locale: without a stated one nothing is formatted but strings,
 * since {@code %d} prints Arabic digits for an Arabic user, and no case is changed.
 */
class LocaleTest {
  /** A conversion whose text depends on the locale: neither {@code %s} nor {@code %n} nor %%. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<!%)(%%)*%(\\d+\\$)?[-#+ 0,(]*\\d*(\\.\\d+)?[a-mo-rt-zA-Z]");

  private static final Set<String> FORMATTING = Set.of("format", "formatted", "printf");
  private static final Set<String> CASE = Set.of("toLowerCase", "toUpperCase");

  /** The methods of classes in a folder or jar that depend on the locale. */
  private static List<String> found(Class<?> any) throws IOException, URISyntaxException {
    var place = Path.of(any.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return found(place);
    }
    try (var jar = FileSystems.newFileSystem(place)) {
      return found(jar.getPath("/"));
    }
  }

  private static List<String> found(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .flatMap(LocaleTest::foundIn)
          .toList();
    }
  }

  private static Stream<String> foundIn(Path file) {
    try {
      return ClassFile.of().parse(file).methods().stream()
          .filter(method -> dependsOnLocale(method))
          .map(method -> file.getFileName() + " " + method.methodName().stringValue());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean dependsOnLocale(MethodModel method) {
    var formats = false;
    var numbers = false;
    for (var element : method.code().map(code -> code.elementList()).orElse(List.of())) {
      if (element instanceof InvokeInstruction call && hasNoLocale(call)) {
        if (CASE.contains(call.name().stringValue())) {
          return true;
        }
        formats |= FORMATTING.contains(call.name().stringValue());
      }
      numbers |=
          element instanceof ConstantInstruction constant
              && constant.constantValue() instanceof String text
              && NUMBER.matcher(text).find();
    }
    return formats && numbers;
  }

  private static boolean hasNoLocale(InvokeInstruction call) {
    var owner = call.owner().asInternalName();
    return (owner.equals("java/lang/String") || owner.equals("java/io/PrintStream"))
        && !call.type().stringValue().contains("java/util/Locale");
  }

  @ParameterizedTest
  @ValueSource(classes = {Node.class, Training.class, Main.class})
  void no_text_depends_on_the_locale(Class<?> any) throws IOException, URISyntaxException {
    assertEquals(
        List.of(), found(any), "methods that need %s in place of %d, or Locale.ROOT and %d");
  }

  @Test
  void what_depends_on_the_locale_is_found() throws IOException, URISyntaxException {
    var found = found(LocaleTest.class);
    assertEquals(
        List.of("LocaleTest$Wrong.class cased", "LocaleTest$Wrong.class digits"),
        found.stream().filter(method -> method.startsWith("LocaleTest")).sorted().toList());
  }

  /** Examples of what depends on the locale, and of what does not. */
  @SuppressWarnings({"unused", "AnnotateFormatMethod", "StringCaseLocaleUsage"})
  private static final class Wrong {
    static String digits(int number) {
      return "%d of them".formatted(number);
    }

    static String cased(String text) {
      return text.toLowerCase();
    }

    static void right(PrintStream out, int number) {
      out.println("%s of 100%%%n".formatted(number));
    }
  }
}
