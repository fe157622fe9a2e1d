package org.backprop.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.backprop.train.Training;
import org.junit.jupiter.api.Test;

/** The classes of learn name no option and no command: a caller from Java has neither. */
class CommandLineWordsTest {
  private static final Pattern WORDS = Pattern.compile("--[a-z]|`backprop ");

  private static Stream<String> texts(Path file) {
    try {
      var pool = ClassFile.of().parse(file).constantPool();
      return StreamSupport.stream(pool.spliterator(), false)
          .filter(Utf8Entry.class::isInstance)
          .map(entry -> ((Utf8Entry) entry).stringValue());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> found(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .flatMap(CommandLineWordsTest::texts)
          .filter(text -> WORDS.matcher(text).find())
          .toList();
    }
  }

  @Test
  void texts_of_learn_hold_no_words_of_the_command_line() throws IOException, URISyntaxException {
    var place = Path.of(Training.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      assertEquals(List.of(), found(place));
    } else {
      try (var jar = FileSystems.newFileSystem(place)) {
        assertEquals(List.of(), found(jar.getPath("/")));
      }
    }
  }

  @Test
  void a_text_with_such_words_is_found() throws IOException, URISyntaxException {
    var here = CommandLineWordsTest.class.getProtectionDomain().getCodeSource().getLocation();
    assertTrue(found(Path.of(here.toURI())).stream().anyMatch(text -> text.startsWith("--")));
  }
}
