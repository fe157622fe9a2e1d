package org.backprop.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * The stream for notices. A JVM with the vector module warns on its standard error that the module
 * is an incubator, and nothing turns that off; so the launcher hands the real one over under
 * another number.
 */
final class StandardError {
  private static final String NUMBER = "backprop.stderr";

  private StandardError() {}

  static PrintStream open() {
    var number = Integer.getInteger(NUMBER);
    if (number == null) {
      return System.err;
    }
    try {
      var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      var file = new FileOutputStream(constructor.newInstance(number));
      var charset = Charset.forName(System.getProperty("stderr.encoding", "UTF-8"));
      System.setErr(new PrintStream(file, true, charset));
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.out.println(
          "backprop: notices go here, because standard error cannot be reached: " + e);
      System.setErr(System.out);
    }
    return System.err;
  }
}
