package org.backprop.app;

import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers, codes and missing values as people write them, from the file to the prediction. */
class WrittenValuesTest {
  @TempDir Path folder;

  private CommandLineRun train(Path data, String options) {
    var words = new ArrayList<Object>(List.of("train", data, "-o", model()));
    words.addAll(Arrays.asList(options.split(" ")));
    return good(words.toArray());
  }

  private Path model() {
    return folder.resolve("m.safetensors");
  }

  /** The fields of the prediction for one row. */
  private String[] predicted(String name, String... lines) {
    return good("predict", model(), written(folder, name, lines)).lastLine().split(",");
  }

  @Test
  void a_comma_between_thousands_is_no_decimal_comma() {
    var data =
        written(
            folder,
            "sales.tsv",
            "units\tshop\tprice",
            "950\tn\t9.6",
            "1,200\ts\t11.9",
            "2,400\tn\t24.2",
            "3,600\ts\t35.7",
            "4,800\tn\t48.1",
            "6,000\ts\t60.2",
            "7,200\tn\t71.8",
            "8,400\ts\t84.1");
    var run = train(data, "--target price --ignore shop --hidden none");
    assertTrue(run.err().contains("--decimal units=point    units: 1,200 is 1200"), run.err());
    var mean = predicted("new.tsv", "units\tshop", "5,000\tn")[1];
    assertEquals(50.0128, Double.parseDouble(mean), 5e-5);
  }

  @Test
  void points_may_stand_between_thousands() {
    var data =
        written(
            folder,
            "mieten.csv",
            "miete;flaeche",
            "750,50;30",
            "990,00;42",
            "1.250,00;55",
            "1.410,75;61",
            "2.005,10;88",
            "2.300,00;101",
            "1.120,40;48",
            "880,00;37");
    train(data, "--target flaeche --hidden none");
    for (var text : List.of("1500", "1.500,00", "1500,0", "1 500", "1'500")) {
      var mean = predicted("new.csv", "miete;x", text + ";1")[1];
      assertEquals(65.0909, Double.parseDouble(mean), 5e-5, text);
    }
  }

  @Test
  void a_minus_of_typography_is_a_minus() {
    var data =
        written(
            folder,
            "flow.csv",
            "temp,flow",
            "\u22123.5,1.0",
            "\u22121,2.1",
            "0,2.4",
            "2.5,3.3",
            "\u22122,1.6",
            "4,4.1",
            "6.5,5.0",
            "\u22124,0.8",
            "1,2.7",
            "8,5.6");
    train(data, "--target flow --hidden none");
    for (var text : List.of("\u22123", "-3", "\u20133.0", "(3)", "3-")) {
      var mean = predicted("new.csv", "temp", text)[1];
      assertEquals(1.201388, Double.parseDouble(mean), 5e-7, text);
    }
  }

  @Test
  void codes_are_words_also_as_classes() {
    var data =
        written(
            folder,
            "routes.csv",
            "zip,route,price",
            "02139,007,5",
            "00501,042,9",
            "90210,007,20",
            "01234,042,4",
            "02139,007,6",
            "00501,042,8",
            "90210,007,21",
            "01234,042,5");
    var run = train(data, "--target price --hidden none");
    assertTrue(run.out().contains("zip (4 levels), route (2 levels)"), run.out());
    assertTrue(run.lastLine().contains("--type zip=words --type route=words"), run.lastLine());
    var unseen = written(folder, "new.csv", "zip,route", "2139,007");
    assertTrue(good("predict", model(), unseen).err().contains("zip has 1 word that training"));
    train(data, "--target route --ignore zip --hidden none");
    assertTrue(List.of("007", "042").contains(predicted("new.csv", "price", "5")[1]));
  }

  @Test
  void a_class_is_the_same_however_its_number_is_written() {
    var rows = new String[] {"1,0.0", "2,0", "3,0.00", "4,1.0", "5,0.0", "6,1", "7,0.0", "8,1.0"};
    var lines = new ArrayList<>(List.of("x,label"));
    lines.addAll(Arrays.asList(rows));
    lines.addAll(List.of("9,1.0", "10,1.0"));
    var run = train(written(folder, "l.csv", lines.toArray(String[]::new)), "--target label");
    assertTrue(run.out().contains("label has 2 classes, 0.0 and 1.0"), run.out());
    var other = written(folder, "other.csv", "x,label", "1,0", "10,+1", "9,1.00", "2,0.0");
    var text = good("evaluate", model(), other, "--all").out();
    assertTrue(text.contains("0.0") && text.contains("rows"), text);
  }

  @Test
  void a_quoted_na_is_a_word() {
    var lines = new ArrayList<>(List.of("revenue,staff,region"));
    for (var row : List.of("1%d,1,NA", "3%d,5,EU", "7%d,9,AS")) {
      for (var i = 0; i < 5; i++) {
        lines.add(row.formatted(i));
      }
    }
    lines.add("12,1,\"NA\"");
    var data = written(folder, "regions.csv", lines.toArray(String[]::new));
    var run = train(data, "--target region --hidden none");
    assertTrue(run.out().contains("region has 3 classes"), run.out());
    assertTrue(run.err().contains("use --na NA for what is missing instead"), run.err());
    assertEquals("NA", predicted("new.csv", "revenue,staff", "11,1")[1]);
    lines.removeLast();
    data = written(folder, "unquoted.csv", lines.toArray(String[]::new));
    run = train(data, "--target region --hidden none");
    assertTrue(run.err().contains("Read as missing: \"NA\" in region; use --no-na"), run.err());
    run = train(data, "--target region --hidden none --no-na");
    assertTrue(run.out().contains("region has 3 classes"), run.out());
    assertTrue(run.lastLine().contains(" --no-na"), run.lastLine());
  }

  @Test
  void stated_readings_are_repeated() {
    var rows = List.of("1,234;01/02/2024;1", "2,345;03/04/2024;2", "3,111;05/06/2024;2.5");
    var lines = new ArrayList<>(List.of("n;when;y", "4,567;07/08/2024;5"));
    lines.addAll(rows);
    var data = written(folder, "d.csv", lines.toArray(String[]::new));
    var run =
        train(
            data,
            "--target y --hidden none --decimal n=point --date-order when=month --na ? --na -9");
    for (var part :
        List.of("--decimal n=point", "--date-order when=month", "--na '?'", "--na -9")) {
      assertTrue(run.lastLine().contains(part), run.lastLine());
    }
  }
}
