package org.backprop.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.backprop.engine.Options;

/**
 * Hand-written programs, each for one workload, that show what the machine can do. They train on
 * data of their own, check their gradients themselves, and print their best time.
 */
final class Limits {
  private static final Pattern TIMES = Pattern.compile("(?:call|steps?) ([0-9.]+) us");

  private record Program(String workload, String folder, String main) {}

  private static final List<Program> PROGRAMS =
      List.of(
          new Program("4-16-3 batch 16", "tiny", "Step"),
          new Program("784-128-10 batch 64", "b64", "Step"),
          new Program("784-128-10 batch 512", "b512", "Step"),
          new Program("1024-2048-1000 batch 256", "wide", "Big"));

  /** Of the vectors that the programs are written for. */
  private static final int BITS = 512;

  private Limits() {}

  /** The trial of the program for a workload; of nobody, if there is none. */
  static Trial trial(Setting setting, String workload) {
    var sources = setting.home().resolveSibling("shared").resolve("limits");
    return PROGRAMS.stream()
        .filter(program -> program.workload().equals(workload))
        .filter(program -> Files.exists(source(program, sources)))
        .map(program ->
            Options.defaults().vectorBits() < BITS
                ? absent(workload, "written by hand for vectors of " + BITS + " bits")
                : trial(program, sources, setting.target().resolve("limits")))
        .findFirst()
        .orElseGet(() -> absent(workload, "no program written by hand"));
  }

  private static Trial absent(String workload, String why) {
    return new Trial(workload, Contender.absent("limit", why), List.of(), _ -> List.of());
  }

  private static Path source(Program program, Path sources) {
    return sources.resolve(program.folder(), program.main() + ".java");
  }

  private static Trial trial(Program program, Path sources, Path target) {
    var classes = target.resolve(program.folder());
    var command =
        List.of(
            Contenders.java(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Dsec=8",
            "-cp",
            classes.toString(),
            program.main());
    var contender =
        Javac.run(
                List.of(
                    "-nowarn",
                    "-d",
                    classes.toString(),
                    "--add-modules",
                    "jdk.incubator.vector",
                    source(program, sources).toString()))
            .map(why -> Contender.absent("limit", why))
            .orElse(Contender.of("limit", command));
    return new Trial(program.workload(), contender, command, outcome -> samples(program, outcome));
  }

  private static List<Sample> samples(Program program, Outcome outcome) {
    return TIMES
        .matcher(outcome.output())
        .results()
        .map(match -> Double.parseDouble(match.group(1)))
        .min(Double::compare)
        .map(best -> Sample.of(program.workload(), "train-step", "us", best))
        .stream()
        .toList();
  }
}
