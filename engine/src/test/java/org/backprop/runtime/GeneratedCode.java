package org.backprop.runtime;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;

/**
 * The generated classes that a program runs.
 *
 * @param names as the virtual machine writes them
 */
public record GeneratedCode(Set<String> names) {
  private static final String C2 = "4";

  /** Those of a plan whose code has vectors of this number of bits, 0 for none. */
  public static GeneratedCode of(Plan plan) {
    var selector = new CodeSelector(plan.machine(), false, 0, WarmUp.ofProcess());
    return new GeneratedCode(
        plan.kernels().stream()
            .flatMap(kernel -> run(kernel, selector))
            .map(Object::getClass)
            .filter(Class::isHidden)
            .map(code -> code.getName().replace('/', '+'))
            .collect(Collectors.toSet()));
  }

  private static Stream<Object> run(Kernel kernel, CodeSelector selector) {
    return switch (kernel) {
      case Kernel.Nest nest when size(nest) > 0 -> Stream.of(selector.loop(nest));
      case Kernel.Matmul product when size(product) > 0 ->
          Stream.concat(
              selector.product(product).needed().stream(),
              product.after().stream().flatMap(after -> run(after, selector)));
      default -> Stream.empty();
    };
  }

  private static long size(Kernel.Nest nest) {
    return nest.outer().stream().reduce(nest.rows() * nest.columns(), Math::multiplyExact);
  }

  private static long size(Kernel.Matmul product) {
    return (long) product.rows() * product.columns() * product.terms();
  }

  /** Whether HotSpot's optimizing compiler has compiled all of them, as its own list says. */
  public boolean isCompiled() {
    return answer("compilerCodelist")
        .lines()
        .map(line -> line.split(" ", 5))
        .filter(words -> words.length > 3 && words[1].equals(C2) && words[3].contains(".run("))
        .map(words -> words[3].substring(0, words[3].indexOf(".run(")).replace('/', '+'))
        .collect(Collectors.toSet())
        .containsAll(names);
  }

  /** Whether one of them is being compiled, or waits for it. */
  public boolean isQueued() {
    var queue = answer("compilerQueue").replace('/', '+');
    return names.stream().anyMatch(queue::contains);
  }

  /** What the virtual machine says of its compilers. */
  private static String answer(String command) {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  command,
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
