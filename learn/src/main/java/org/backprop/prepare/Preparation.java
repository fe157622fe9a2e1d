package org.backprop.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.likelihood.Likelihood;
import org.backprop.saved.SavedMap;
import org.backprop.table.CellFormat;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * How a table becomes tensors, as learned on the training rows and stored in the model.
 *
 * @param inputs the columns used, in order
 * @param target the column predicted
 * @param likelihood the likelihood that the target was prepared for
 * @param missing what happens to rows with missing values, in prediction too
 * @param dtype the element type of the tensors
 * @param leftOut the columns of the training table that are not used
 * @param notices what the user should know about the training table
 * @param cells how the cells of the training table were written, for {@link CellFormat#withUsual}
 */
public record Preparation(
    List<Feature> inputs,
    Target target,
    Likelihood likelihood,
    Missing missing,
    DType dtype,
    List<String> leftOut,
    List<Notice> notices,
    CellFormat cells) {

  public Preparation {
    inputs = List.copyOf(inputs);
    leftOut = List.copyOf(leftOut);
    notices = List.copyOf(notices);
  }

  /**
   * Learns the preparation on training rows.
   *
   * @throws DataException if a stated column does not exist, no input is left, or a target lies
   *     outside the likelihood's support
   */
  public static Preparation fit(
      Table trainingRows, String target, Likelihood likelihood, PreparationOptions options) {
    return PreparationFitter.fit(trainingRows, target, likelihood, options);
  }

  /**
   * The names of the features, as in {@code beak_length_mm}, {@code island=Dream}, {@code sex=?}.
   */
  public List<String> features() {
    return inputs.stream().flatMap(input -> input.names().stream()).toList();
  }

  /** The columns on a logarithmic scale. */
  public List<String> logColumns() {
    return inputs.stream()
        .filter(input -> input instanceof Feature.Numeric it && it.logScale().isPresent())
        .map(Feature::column)
        .toList();
  }

  public int featureCount() {
    return inputs.stream().mapToInt(input -> input.names().size()).sum();
  }

  /**
   * The inputs of a table's rows; the target need not be there.
   *
   * @throws DataException if a column is missing, a number is none, or a value is missing that must
   *     not
   */
  public Encoded encode(Table table) {
    checkColumns(table);
    var notices = new ArrayList<Notice>();
    addIgnored(table, notices);
    var kept = kept(table);
    var dropped = table.rowCount() - kept.length;
    if (dropped > 0) {
      notices.add(Notice.of(Counted.of(dropped, "row") + " left out for missing values."));
    }
    var x = write(table, kept, notices);
    return new Encoded(x, kept, dropped, List.copyOf(notices));
  }

  /**
   * The inputs of the rows that have them: a row with a value missing that must not, or without a
   * number where one is needed, is left out, and a notice counts such rows.
   *
   * @throws DataException if a column is missing
   */
  public Encoded encodeEach(Table table) {
    checkColumns(table);
    var notices = new ArrayList<Notice>();
    var rows = new EncodableRows(table, inputs, missing != Missing.IMPUTE).rows(notices);
    if (rows.length == table.rowCount()) {
      return encode(table);
    }
    var encoded = encode(table.select(rows));
    notices.addAll(encoded.notices());
    return new Encoded(encoded.x(), rows, table.rowCount() - rows.length, List.copyOf(notices));
  }

  /**
   * The targets of all rows of a table, {@code [rows, outputs]}.
   *
   * @throws DataException if one is missing or cannot be a target
   */
  public Tensor encodeTarget(Table table) {
    return target.encode(table, dtype);
  }

  /** Inputs and targets of the rows that have both. */
  public LabelledRows examples(Table table) {
    var labelled = TargetRows.of(table, target.column());
    var encoded = encode(labelled.rows());
    var notices = new ArrayList<>(encoded.notices());
    notices.addAll(labelled.notices());
    var y = encodeTarget(labelled.rows().select(encoded.rows()));
    var numbers = Arrays.stream(encoded.rows()).map(row -> labelled.numbers()[row]).toArray();
    return new LabelledRows(Dataset.of(encoded.x(), y), numbers, List.copyOf(notices));
  }

  /** Plain maps, lists, texts and numbers, from which {@link #fromMap} makes it again. */
  public Map<String, Object> toMap() {
    return SavedMap.of(
        "likelihood", likelihood.name(),
        "missing", missing.name(),
        "dtype", dtype.name(),
        "inputs", inputs.stream().map(Feature::toMap).toList(),
        "target", target.toMap(),
        "left_out", leftOut,
        "notices", notices.stream().map(Notice::toMap).toList(),
        "cells", SavedCells.toMap(cells));
  }

  /**
   * The preparation that {@link #toMap} wrote, for the model's likelihood.
   *
   * @throws IllegalArgumentException if something is not there or not of its type
   */
  public static Preparation fromMap(Map<?, ?> map, Likelihood likelihood) {
    var saved = new SavedMap(map, "data preparation");
    return new Preparation(
        saved.maps("inputs").stream().map(Feature::fromMap).toList(),
        Target.fromMap(saved.map("target"), likelihood),
        likelihood,
        saved.constant(Missing.class, "missing"),
        saved.constant(DType.class, "dtype"),
        saved.texts("left_out"),
        saved.maps("notices").stream().map(Notice::fromMap).toList(),
        saved.has("cells") ? SavedCells.fromMap(saved.saved("cells")) : CellFormat.detect());
  }

  private List<String> inputColumns() {
    return inputs.stream().map(Feature::column).toList();
  }

  private void checkColumns(Table table) {
    var lacking = inputColumns().stream().filter(name -> !table.has(name)).toList();
    if (lacking.isEmpty()) {
      return;
    }
    throw new DataException(
        "%s is a table for another model: it has no %s, which this model needs; %s"
            .formatted(
                table.source(),
                DidYouMean.list(lacking),
                DidYouMean.closest(lacking.getFirst(), unused(table))
                    .map(near -> "is \"%s\" meant to be %s?".formatted(near, lacking.getFirst()))
                    .orElse("add the missing columns.")));
  }

  private void addIgnored(Table table, List<Notice> notices) {
    var extra = unused(table);
    if (!extra.isEmpty()) {
      notices.add(
          Notice.of(
              "Not used, since the model does not know them: " + DidYouMean.list(extra) + "."));
    }
  }

  private List<String> unused(Table table) {
    var known = new HashSet<>(inputColumns());
    known.addAll(leftOut);
    known.add(target.column());
    return table.columns().stream().filter(name -> !known.contains(name)).toList();
  }

  private int[] kept(Table table) {
    return switch (missing) {
      case IMPUTE -> IntStream.range(0, table.rowCount()).toArray();
      case DROP -> MissingRows.complete(table, inputColumns());
      case ERROR -> MissingRows.refuse(table, inputColumns());
    };
  }

  private Tensor write(Table table, int[] rows, List<Notice> notices) {
    var x = Tensor.builder(dtype, Shape.of(rows.length, featureCount()));
    var blocks = RowBlocks.of(rows);
    var written = RowBlocks.map(blocks.size(), i -> write(table, rows, blocks, i, x));
    for (var i = 0; i < inputs.size(); i++) {
      var input = i;
      var unknown = written.stream().map(block -> block.get(input)).reduce(Feature.Unknown::plus);
      if (unknown.isPresent() && unknown.get().count() > 0) {
        notices.add(Notice.of(unknown(table, inputs.get(i).column(), unknown.get())));
      }
    }
    return x.build();
  }

  /** Writes a block of the rows; the unknown words of each input, by the table's rows. */
  private List<Feature.Unknown> write(
      Table table, int[] rows, List<int[]> blocks, int number, Tensor.Builder x) {
    var block = table.select(blocks.get(number));
    var width = featureCount();
    var before = IntStream.range(0, number).map(i -> blocks.get(i).length).sum();
    var offset = before * width;
    var unknown = new ArrayList<Feature.Unknown>();
    for (var input : inputs) {
      var words = input.write(block, x, width, offset);
      unknown.add(words.count() == 0 ? words : words.at(rows[before + words.firstRow()]));
      offset += input.names().size();
    }
    return unknown;
  }

  private static String unknown(Table table, String column, Feature.Unknown unknown) {
    return "%s has %s %s that training never saw, as in %s (\"%s\"); such words form a level of their own, with the average effect."
        .formatted(
            column,
            unknown.count(),
            unknown.count() == 1 ? "word" : "words",
            table.place(unknown.firstRow()),
            table.cells(column).text(unknown.firstRow()));
  }
}
