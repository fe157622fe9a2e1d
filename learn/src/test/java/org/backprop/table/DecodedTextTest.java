package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DecodedTextTest {
  private static final String TEXT = "a\ud83d\udc27\ud83d\udc27b\u00e9\ud83d\udc27";

  private static String read(int length) throws IOException {
    var bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    var read = new StringBuilder();
    var buffer = new char[length];
    try (var text = new DecodedText(new ByteArrayInputStream(bytes), Optional.empty())) {
      for (var count = text.read(buffer); count >= 0; count = text.read(buffer)) {
        read.append(buffer, 0, count);
      }
      assertEquals(0, text.replaced());
    }
    return read.toString();
  }

  @Test
  @Timeout(60)
  void a_character_of_two_halves_may_lie_across_the_end_of_a_buffer() throws IOException {
    for (var length = 1; length <= TEXT.length(); length++) {
      assertEquals(TEXT, read(length), "buffer of " + length);
    }
  }

  @Test
  @Timeout(60)
  void the_beginning_of_a_file_may_end_within_a_character() throws IOException {
    var text = "\ud83d\udc27".repeat(1 << 16);
    var bytes = ("x" + text).getBytes(StandardCharsets.UTF_8);
    try (var reader = new DecodedText(new ByteArrayInputStream(bytes), Optional.empty())) {
      assertEquals("x" + text, SampleText.of(reader).text());
    }
  }
}
