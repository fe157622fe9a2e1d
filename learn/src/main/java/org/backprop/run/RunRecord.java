package org.backprop.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backprop.provenance.RunCommand;
import org.backprop.saved.Plain;
import org.backprop.saved.SavedMap;

/**
 * What a run is: the file {@code run.json} of its folder.
 *
 * @param backprop the version that trains
 * @param started the time of the start, as in {@code 2026-11-30T15:08:16Z}
 * @param call the words of the command, if it was one; none from Java
 * @param workingFolder the folder that the names of its files are relative to
 * @param model the file of the model, if it is written to one
 * @param data the SHA-256 of each file read, by its name as the command has it
 * @param plan what the fits depend on, by name, such as {@code model} and {@code training_rows};
 *     the same values make the same run
 * @param status how far it is
 * @param fit the number of the fit that was kept; 1 until the training has ended
 * @param command the command with all settings settled, once the training has ended
 * @param outcome what it came to: epochs, best epoch, scores; or why it failed
 */
public record RunRecord(
    String backprop,
    String started,
    List<String> call,
    String workingFolder,
    Optional<String> model,
    Map<String, String> data,
    Map<String, Object> plan,
    Status status,
    int fit,
    Optional<RunCommand> command,
    Map<String, Object> outcome) {

  /** How far a run is. */
  public enum Status {
    /** It trains, or its process was killed. */
    RUNNING,
    /** It was ended by a signal, and can go on. */
    STOPPED,
    FINISHED,
    /** The loss was not finite. */
    FAILED;

    /** As in {@code finished}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Keeps copies. */
  public RunRecord {
    call = List.copyOf(call);
    data = Map.copyOf(data);
    plan = Plain.copy(plan);
    outcome = Plain.copy(outcome);
  }

  /** Whether it can go on. */
  public boolean isOpen() {
    return status == Status.RUNNING || status == Status.STOPPED;
  }

  RunRecord withPlan(Map<String, Object> other) {
    return new RunRecord(
        backprop, started, call, workingFolder, model, data, other, status, fit, command, outcome);
  }

  RunRecord withStatus(Status other) {
    return new RunRecord(
        backprop, started, call, workingFolder, model, data, plan, other, fit, command, outcome);
  }

  RunRecord withFit(int number) {
    return new RunRecord(
        backprop,
        started,
        call,
        workingFolder,
        model,
        data,
        plan,
        status,
        number,
        command,
        outcome);
  }

  RunRecord withCommand(Optional<RunCommand> settled) {
    return new RunRecord(
        backprop, started, call, workingFolder, model, data, plan, status, fit, settled, outcome);
  }

  RunRecord withOutcome(Map<String, Object> values) {
    return new RunRecord(
        backprop, started, call, workingFolder, model, data, plan, status, fit, command, values);
  }

  Map<String, Object> toMap() {
    var map = SavedMap.of("run_version", 1, "backprop", backprop, "started", started);
    map.put("call", call);
    map.put("working_folder", workingFolder);
    model.ifPresent(file -> map.put("model", file));
    map.put("data", data);
    map.put("plan", plan);
    map.put("status", status.word());
    map.put("fit", fit);
    command.ifPresent(it -> map.put("command", it.toMap()));
    map.put("outcome", outcome);
    return map;
  }

  static RunRecord fromMap(Map<?, ?> map) {
    var saved = new SavedMap(map, "run");
    if (saved.whole("run_version") != 1) {
      throw new IllegalArgumentException("it was written by a later version of Backprop");
    }
    var data = new LinkedHashMap<String, String>();
    Plain.copy(saved.map("data")).forEach((file, hash) -> data.put(file, String.valueOf(hash)));
    return new RunRecord(
        saved.text("backprop"),
        saved.text("started"),
        saved.texts("call"),
        saved.text("working_folder"),
        saved.ifText("model"),
        data,
        Plain.copy(saved.map("plan")),
        saved.constant(Status.class, "status"),
        saved.whole("fit"),
        saved.has("command")
            ? Optional.of(RunCommand.fromMap(saved.map("command")))
            : Optional.empty(),
        Plain.copy(saved.map("outcome")));
  }
}
