package org.backprop.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.backprop.table.DataException;

/** Files of text that a person wrote. */
public final class TextFile {
  private TextFile() {}

  /**
   * The text of a file in UTF-8, of standard input if it is {@code -}; without a byte order mark.
   *
   * @throws DataException if it cannot be read or is not UTF-8
   */
  public static String read(Path file) {
    try {
      var text =
          StandardStream.is(file)
              ? StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(System.in.readAllBytes()))
                  .toString()
              : Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new DataException(file + " is not a text in UTF-8; save it as one", e);
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist; name another file", e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
