package org.backprop.modelfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.saved.AtomicWrite;
import org.backprop.saved.FileWriteException;
import org.backprop.tensor.Tensor;

/**
 * Named tensors and texts in a file of the safetensors format: the length of the header (8 bytes,
 * little-endian), the header in JSON, the tensors' elements (little-endian, row-major).
 *
 * @see <a href="https://huggingface.co/docs/safetensors">The format</a>
 */
public record SafeTensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

  /** Keeps copies. */
  public SafeTensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Writes the file, whole or not at all, in place of what was there.
   *
   * @throws ModelFileException if it cannot be written
   */
  public void write(Path path) {
    try {
      AtomicWrite.write(path, this::write);
    } catch (FileWriteException e) {
      throw new ModelFileException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Writes the same bytes to a channel. */
  void write(WritableByteChannel channel) throws IOException {
    var header = SafeTensorsHeader.write(tensors, metadata);
    var length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(0, header.length);
    TensorBytes.writeFully(channel, length);
    TensorBytes.writeFully(channel, ByteBuffer.wrap(header));
    for (var tensor : tensors.values()) {
      TensorBytes.write(channel, tensor);
    }
  }

  /**
   * Reads a file, of which everything is checked before the tensors get memory.
   *
   * @throws ModelFileException if it is not there, may not be read, or is damaged
   */
  public static SafeTensors read(Path path) {
    if (Files.isDirectory(path)) {
      throw new ModelFileException(path + " is a directory; name a model file in it");
    }
    try (var channel = FileChannel.open(path)) {
      return read(channel);
    } catch (NoSuchFileException e) {
      throw new ModelFileException(
          path + " does not exist; check the name, or train a model first", e);
    } catch (AccessDeniedException e) {
      throw new ModelFileException(
          path + " may not be read by this user; change its permissions", e);
    } catch (IOException e) {
      throw new ModelFileException(path + " cannot be read: " + e.getMessage() + "; try again", e);
    } catch (DamageException e) {
      throw new ModelFileException(
          path
              + " is damaged: "
              + e.getMessage()
              + "; copy it again from its source, or train again",
          e);
    }
  }

  private static SafeTensors read(FileChannel channel) throws IOException {
    var header = SafeTensorsHeader.read(channel);
    var tensors = new LinkedHashMap<String, Tensor>();
    for (var entry : header.entries()) {
      tensors.put(entry.name(), entry.read(channel, header.dataStart()));
    }
    return new SafeTensors(tensors, header.metadata());
  }
}
