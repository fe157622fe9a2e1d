package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.graph.Op;
import org.junit.jupiter.api.Test;

/** Nothing becomes public by accident: a new exported type needs a line here. */
class ExportedTypesTest {
  private static final String EXPORTED =
"""
      org.backprop.engine: Bound Engine Evaluator Executable GradientCheck \
      GradientCheck.Element GradientCheck.Report GradientCheck.Verdict NonFiniteException \
      OpCheck OpCheck.Fault OpCheck.Property OpCheck.Report Options Profile Profile.Entry \
      Profile.Event Program
      org.backprop.gradient: Gradients
      org.backprop.graph: Abs Add And Argsort Arithmetic Arrangement Atan Atan2 Bitcast \
      Broadcast Cast Cholesky Compositions Concatenate Constant Contract Cos CumulativeProduct \
      CumulativeSum Detach Div Equal Erf Erfc Exp Expm1 Floor Fma Gather Gaussian \
      IncompleteGamma Input InverseMills InverseMillsExcess Iota Less LessEqual Lgamma Log \
      Log1p LogNormalCdf LogisticDensity Matrices Max Maximum Min Minimum Mod Mul Neg Node \
      NormalCdf Op Op.Binary Op.Bitwise Op.Comparison Op.Cotangents Op.Flat Op.Index Op.Interval Op.Move \
      Op.Product Op.Reduce Op.Scan Op.Source Op.Ternary Op.Unary Ops Or Pad Permute Polygamma \
      Pow PowLimit Prod RandomBits Reduction Reshape Round ScatterAdd SechSquared Select \
      ShiftLeft ShiftRight Sigmoid Sign Sin Slice Softplus Sort Sqrt Sub Sum Tanh TensorType \
      TriangularSolve Variable Verifier Walk Xor
      org.backprop.minimize: Curvature Lbfgs Minimizer Objective Optimum Optimum.Reason
      org.backprop.notation: Form Form.Call Form.Indicator Form.Literal Form.Masked \
      Form.MatrixForm Form.Minus Form.Name Form.Negative Form.Over Form.Plus Form.Power \
      Form.Relation Form.Same Form.Square Form.Times Form.Transposed Notation Printer
      org.backprop.simplify: Simplify
      org.backprop.tensor: DType Shape ShapeException Tensor Tensor.Builder
""";

  @Test
  void the_exported_types_are_these() throws Exception {
    assertEquals(EXPORTED.strip().replaceAll(" +", " ").replace("\n ", "\n"), exported().strip());
  }

  @Test
  void what_others_of_our_modules_need_is_exported_to_them_alone() throws Exception {
    var qualified =
        module().exports().stream()
            .filter(ModuleDescriptor.Exports::isQualified)
            .collect(
                Collectors.toMap(ModuleDescriptor.Exports::source, e -> List.copyOf(e.targets())));
    assertEquals(
        Map.of(
            "org.backprop.tensor.storage", List.of("org.backprop.learn"),
            "org.backprop.engine.prewarm", List.of("org.backprop.app")),
        qualified);
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(Op.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static ModuleDescriptor module() throws URISyntaxException {
    return ModuleFinder.of(classes()).find("org.backprop.engine").orElseThrow().descriptor();
  }

  /** A line for each package: its name, then its public types and their public members' types. */
  private static String exported() throws Exception {
    var lines = new StringBuilder();
    for (var name :
        module().exports().stream()
            .filter(e -> !e.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .sorted()
            .toList()) {
      lines.append(name).append(": ").append(String.join(" ", types(name))).append('\n');
    }
    return lines.toString();
  }

  private static List<String> types(String name) throws IOException, URISyntaxException {
    try (var files = Files.list(classes().resolve(name.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .flatMap(file -> type(name, file.replace(".class", "")))
          .sorted()
          .toList();
    }
  }

  /** The name without its package, if the type and all that enclose it are public. */
  private static Stream<String> type(String packageName, String name) {
    try {
      var type = Class.forName(packageName + "." + name, false, Op.class.getClassLoader());
      for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
        if (!Modifier.isPublic(at.getModifiers()) || at.isAnonymousClass()) {
          return Stream.of();
        }
      }
      return Stream.of(name.replace('$', '.'));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
