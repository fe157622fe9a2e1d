package org.backprop.app;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A time in which SIGINT (Ctrl-C), SIGTERM and SIGHUP (the terminal is closed) do not end the
 * process but are noted; a second one ends it at once. At any other time a signal ends the process
 * as usual.
 */
public final class Interruption implements AutoCloseable {
  private static final Set<Interruption> ACTIVE = ConcurrentHashMap.newKeySet();
  private static boolean handled;

  private final Runnable onFirst;
  private volatile int status;

  private Interruption(Runnable onFirst) {
    this.onFirst = onFirst;
  }

  /**
   * Notes signals from now on until it is closed.
   *
   * @param onFirst run by the thread that handles the first signal
   */
  public static Interruption begin(Runnable onFirst) {
    handleSignals();
    var interruption = new Interruption(onFirst);
    ACTIVE.add(interruption);
    return interruption;
  }

  /** Whether a signal has come. */
  boolean isRequested() {
    return status != 0;
  }

  /** The exit status that tells a shell of the signal, 128 and its number; 0 if none has come. */
  public int status() {
    return status;
  }

  @Override
  public void close() {
    ACTIVE.remove(this);
  }

  private static synchronized void handleSignals() {
    if (!handled) {
      handled = true;
      handle("INT");
      handle("TERM");
      handle("HUP");
    }
  }

  /** By reflection: javac warns of {@code sun.misc.Signal}, and no supported API has signals. */
  private static void handle(String name) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var signalled =
          MethodHandles.lookup()
              .findStatic(
                  Interruption.class, "signalled", MethodType.methodType(void.class, Object.class));
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              MethodHandleProxies.asInterfaceInstance(handler, signalled));
    } catch (ReflectiveOperationException | RuntimeException _) {
      return; // another virtual machine, or a signal that it keeps: the process ends as usual
    }
  }

  /** Called by the virtual machine, on a thread of its own. */
  @SuppressWarnings("unused") // called by a method handle
  private static void signalled(Object signal) throws ReflectiveOperationException {
    signalled(128 + (int) signal.getClass().getMethod("getNumber").invoke(signal));
  }

  private static void signalled(int status) {
    if (ACTIVE.isEmpty()) {
      System.exit(status);
    }
    if (ACTIVE.stream().allMatch(Interruption::isRequested)) {
      Runtime.getRuntime().halt(status);
    }
    for (var one : ACTIVE) {
      one.status = status;
      one.onFirst.run();
    }
  }
}
