package org.backprop.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text from bytes. Without a stated encoding a byte order mark tells it, or the zero bytes of
 * UTF-16 and UTF-32; else it is UTF-8, and Windows-1252 from the first byte on that is not. Where
 * other characters of UTF-8 came before, only the wrong bytes are Windows-1252.
 */
final class DecodedText extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private final InputStream in;
  private final boolean guessed;
  private final boolean lenient;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private CharsetDecoder decoder;
  private boolean ended;
  private long nonAscii; // bytes of UTF-8 more than characters
  private int replaced;

  /** The second half of a character whose first half filled a buffer. */
  private final CharBuffer rest = CharBuffer.allocate(2).flip();

  DecodedText(InputStream in, Optional<Charset> stated) throws IOException {
    super(in);
    this.in = in;
    fill();
    var found = EncodingGuess.of(bytes, stated);
    bytes.position(found.mark());
    this.guessed = stated.isEmpty() && found.mark() == 0;
    this.lenient = stated.isEmpty() && found.charset().equals(StandardCharsets.UTF_8);
    this.decoder = found.charset().newDecoder();
  }

  /** The encoding, as far as the text has been read. */
  Charset charset() {
    return decoder.charset();
  }

  /** Whether the encoding is neither stated nor marked, nor UTF-8. */
  boolean isGuessed() {
    return guessed && !charset().equals(StandardCharsets.UTF_8);
  }

  /** The number of bytes that are not UTF-8 among characters that are. */
  int replaced() {
    return replaced;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    var out = CharBuffer.wrap(buffer, offset, length);
    if (rest.hasRemaining() && out.hasRemaining()) {
      out.put(rest.get());
    }
    while (out.hasRemaining()) {
      var from = bytes.position();
      var at = out.position();
      var result = decoder.decode(bytes, out, ended);
      nonAscii += (bytes.position() - from) - (out.position() - at);
      if (result.isError()) {
        repair(result, out);
      } else if (result.isOverflow() && out.position() == offset) {
        halve(out);
      } else if (result.isOverflow() || out.position() > offset) {
        break;
      } else if (ended) {
        return -1;
      } else {
        fill();
      }
    }
    return out.position() - offset;
  }

  /** A character of two halves, for which only one place is left. */
  private void halve(CharBuffer out) {
    decoder.decode(bytes, rest.clear(), ended);
    nonAscii += 2; // of four bytes
    out.put(rest.flip().get());
  }

  private void repair(CoderResult result, CharBuffer out) throws IOException {
    if (!lenient) {
      result.throwException();
    }
    if (nonAscii == 0) {
      decoder = WINDOWS_1252.newDecoder().onUnmappableCharacter(CodingErrorAction.REPLACE);
      return;
    }
    var wrong = new byte[1];
    bytes.get(wrong);
    out.put(new String(wrong, WINDOWS_1252));
    decoder.reset();
    replaced++;
  }

  private void fill() throws IOException {
    bytes.compact();
    var count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(0, count)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
