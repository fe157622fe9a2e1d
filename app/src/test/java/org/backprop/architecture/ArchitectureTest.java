package org.backprop.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The house stands as it was designed: arrows point downward only. */
class ArchitectureTest {
  private static final String ROOT = "org.backprop";

  /** The packages of the engine, lowest first: each may use those before it. */
  private static final List<String> ENGINE =
      List.of(
          "tensor",
          "graph",
          "gradient",
          "rewrite",
          "simplify",
          "lower",
          "notation",
          "interpret",
          "sample",
          "plan",
          "codegen",
          "runtime",
          "engine",
          "minimize");

  /** The packages of learn, lowest first: each may use those before it and the engine. */
  private static final List<String> LEARN =
      List.of(
          "saved",
          "advice",
          "table",
          "formula",
          "part",
          "likelihood",
          "prepare",
          "layer",
          "optimizer",
          "recall",
          "provenance",
          "model",
          "modelfile",
          "score",
          "train",
          "run",
          "chain");

  private static final Set<String> APP = Set.of("app");

  private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static DescribedPredicate<JavaClass> in(String name, Set<String> parts) {
    return describe(
        name,
        type -> {
          String part = part(type);
          return part != null && parts.contains(part);
        });
  }

  /** The name below org.backprop in the type's package, null for a type of others. */
  private static String part(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    if (!name.startsWith(ROOT + ".")) {
      return null;
    }
    String below = name.substring(ROOT.length() + 1);
    int end = below.indexOf('.');
    return end < 0 ? below : below.substring(0, end);
  }

  /** So that no rule below passes because nothing is there, and no package escapes the rules. */
  @Test
  void everyPackageIsNamedHereAndHasClasses() {
    Set<String> expected = new TreeSet<>(ENGINE);
    expected.addAll(LEARN);
    expected.addAll(APP);
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(part(type)));
    assertEquals(expected, found);
  }

  static Stream<String> engine() {
    return ENGINE.stream();
  }

  @ParameterizedTest
  @MethodSource("engine")
  void enginePackagesUseOnlyLowerOnes(String name) {
    List<String> lower = ENGINE.subList(0, ENGINE.indexOf(name) + 1);
    classes()
        .that(in("in " + name, Set.of(name)))
        .should()
        .onlyDependOnClassesThat(
            in("in " + lower, Set.copyOf(lower))
                .or(
                    describe(
                        "of java.base, JSpecify or the Vector API",
                        type -> {
                          String used = type.getBaseComponentType().getPackageName();
                          return JAVA_BASE.contains(used)
                              || used.equals("org.jspecify.annotations")
                              || used.equals("jdk.incubator.vector");
                        })))
        .check(CLASSES);
  }

  static Stream<String> learn() {
    return LEARN.stream();
  }

  @ParameterizedTest
  @MethodSource("learn")
  void learnPackagesUseOnlyLowerOnes(String name) {
    Set<String> allowed = new TreeSet<>(ENGINE);
    allowed.addAll(LEARN.subList(0, LEARN.indexOf(name) + 1));
    noClasses()
        .that(in("in " + name, Set.of(name)))
        .should()
        .dependOnClassesThat(
            describe(
                "above " + name,
                type -> {
                  String part = part(type);
                  return part != null && !allowed.contains(part);
                }))
        .check(CLASSES);
  }

  static Stream<Arguments> faces() {
    return Stream.of(
        Arguments.of("explain", Set.of("tensor", "notation")),
        Arguments.of("report", Set.of()),
        Arguments.of("study", Set.of("tensor", "graph")),
        Arguments.of("draw", Set.of("tensor", "notation", "graph")));
  }

  /** What these packages show is computed in learn. */
  @ParameterizedTest
  @MethodSource("faces")
  void facesOnlyDraw(String name, Set<String> allowed) {
    Set<String> mathematics = new TreeSet<>(ENGINE);
    mathematics.removeAll(allowed);
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".app." + name + "..")
        .should()
        .dependOnClassesThat(in("in " + mathematics, mathematics))
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheAppPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".app..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  /** So each file is written whole or not at all, and those of killed processes are removed. */
  @Test
  void filesAreWrittenInOnePlace() {
    String writing =
        "write|writeString|newOutputStream|newBufferedWriter|newByteChannel|createFile|createTempFile";
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".saved")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".app.Writing")
        .should()
        .callMethodWhere(
            target(owner(assignableTo(Files.class))).and(target(nameMatching(writing))))
        .check(CLASSES);
  }
}
