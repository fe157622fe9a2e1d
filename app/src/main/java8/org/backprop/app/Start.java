package org.backprop.app;

/**
 * Starts the command line on a JDK that can run it, and says on any other which one is needed. It is
 * compiled for Java 8, so that older JDKs can load it.
 */
public final class Start {
  private static final int FEATURE = 25;
  private static final int UPDATE = 3;

  private Start() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    String refusal = refusal(System.getProperty("java.version"), System.getProperty("java.home"));
    if (!refusal.isEmpty()) {
      System.err.println(refusal);
      System.exit(2);
    }
    Class.forName("org.backprop.app.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }

  /**
   * Why a JDK cannot run the program; empty if it can.
   *
   * @param version as in {@code 1.8.0_402}, {@code 17.0.12}, {@code 25-ea}
   */
  static String refusal(String version, String home) {
    String[] parts = version.split("[._+-]");
    int feature = number(parts, parts[0].equals("1") ? 1 : 0);
    boolean updated = number(parts, 1) > 0 || number(parts, 2) >= UPDATE;
    if (feature > FEATURE || (feature == FEATURE && updated)) {
      return "";
    }
    String why = feature == FEATURE ? ", which can corrupt data (JDK-8377811)" : "";
    return "Backprop needs a JDK 25.0.3 or newer, but this is Java "
        + version
        + " in "
        + home
        + why
        + "; install one, for example Temurin from https://adoptium.net, and start it with its java.";
  }

  private static int number(String[] parts, int place) {
    return place < parts.length && parts[place].matches("\\d{1,6}")
        ? Integer.parseInt(parts[place])
        : 0;
  }
}
