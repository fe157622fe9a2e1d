package org.backprop.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** The cells of one column: of a kind that occurs in files, or of a malformed one. */
enum RandomCells {
  WHOLE(random -> _ -> String.valueOf(random.nextInt(-5, 100))),
  COUNT(random -> _ -> String.valueOf((int) (random.nextDouble() * random.nextDouble() * 8))),
  DECIMAL(random -> _ -> String.valueOf(random.nextInt(10_000) / 100.0)),
  SERIES(random -> row -> String.valueOf(row + random.nextInt(2))),
  LINEAR(_ -> row -> String.valueOf(3 * row - 7)),
  EXPONENT(random -> _ -> random.nextInt(100) / 10.0 + "e" + random.nextInt(-3, 4)),
  ENORMOUS(random -> _ -> random.nextInt(1, 100) + "e" + random.nextInt(-320, 307)),
  TINY(random -> _ -> random.nextInt(-9, 9) + "e-200"),
  LARGE(random -> _ -> random.nextInt(-9, 9) + "e200"),
  LONG(random -> _ -> String.valueOf(random.nextLong())),
  THOUSANDS(random -> _ -> random.nextInt(1, 90) + ",200"),
  EUROPEAN(random -> _ -> random.nextInt(1, 9) + ".250," + random.nextInt(10, 99)),
  SPACED(random -> _ -> random.nextInt(1, 90) + "\u202f500"),
  CURRENCY(random -> _ -> "$" + random.nextInt(100) + ".50"),
  PERCENT(random -> _ -> random.nextInt(100) + "%"),
  MINUS(random -> _ -> (random.nextBoolean() ? "\u2212" : "") + random.nextInt(100)),
  BRACKETS(random -> _ -> random.nextBoolean() ? "(" + random.nextInt(50) + ")" : "7"),
  CODE(random -> _ -> "0" + random.nextInt(10, 99)),
  ODD_NUMBER(random -> _ -> pick(random, Samples.ODD_NUMBERS)),
  FEW_WORDS(random -> _ -> pick(random, List.of("red", "green", "blue"))),
  TWO_WORDS(random -> _ -> pick(random, List.of("cured", "ill"))),
  ONE_RARE_WORD(random -> row -> row == 1 ? "rare" : pick(random, List.of("a", "b"))),
  IDENTIFIER(random -> row -> "id" + row + random.nextInt(3)),
  ODD_WORD(random -> _ -> pick(random, Samples.ODD_WORDS)),
  LONG_WORD(random -> _ -> "x".repeat(random.nextInt(1, 5_000))),
  FLAG(random -> _ -> pick(random, List.of("yes", "no"))),
  BIT(random -> _ -> pick(random, List.of("0", "1"))),
  FLOAT_BIT(random -> _ -> pick(random, List.of("0.0", "1.0", "1", "0"))),
  TRUTH(random -> _ -> pick(random, List.of("TRUE", "false", "t", "F"))),
  ISO_DATE(random -> row -> "2024-0" + random.nextInt(1, 9) + "-" + (10 + row % 18)),
  NATIONAL_DATE(random -> _ -> random.nextInt(1, 32) + "/" + random.nextInt(1, 13) + "/2023"),
  NO_DATE(random -> _ -> pick(random, List.of("31.02.2023", "2023-13-01", "01.01.2023"))),
  INSTANT(random -> row -> "2024-01-01T0" + random.nextInt(10) + ":0" + row % 10 + ":00Z"),
  TIME(random -> _ -> random.nextInt(24) + ":" + random.nextInt(10, 60)),
  CONSTANT(_ -> _ -> "5"),
  CONSTANT_WORD(_ -> _ -> "same"),
  MISSING(random -> _ -> pick(random, Samples.MISSING)),
  MIXED(random -> _ -> random.nextInt(4) == 0 ? "high" : String.valueOf(random.nextInt(20)));

  /** Texts of which columns consist. */
  static final class Samples {
    static final List<String> MISSING =
        List.of("", "NA", "N/A", "null", "?", "-", "--", "nan", "None", "nil", "#N/A", "<NA>", " ");

    static final List<String> ODD_NUMBERS =
        List.of(
            "Infinity",
            "-inf",
            "NaN",
            "1e400",
            "0x10",
            "1_000",
            "1d",
            "2f",
            ".5",
            "5.",
            "+5",
            "-0",
            "0.00",
            "1e-400",
            "\u0661\u0662",
            "1e",
            "--5",
            "1.2.3",
            "9007199254740993",
            "123456789012345678901234567890",
            "0b1",
            "1,2,3",
            "\u00bd",
            "1e+05",
            "007",
            "-.5e-3");

    static final List<String> ODD_WORDS =
        List.of(
            "a b",
            "O'Hara",
            "say \"no\"",
            "semi;colon",
            "com,ma",
            "pi|pe",
            "ta\tb",
            "li\nne",
            "r\r\nn",
            "\u001b[31mred\u001b[0m",
            "\u0007bell",
            "\u009b2J",
            "=1+1",
            "@x",
            "\\",
            "\\n",
            "%s%n%d",
            "{}",
            "<b>",
            "&amp;",
            "\ud83d\ude00",
            "\u05d0\u05d1",
            "\u202eabc",
            "e\u0301",
            "\ufb01",
            "stra\u00dfe",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "#",
            "//",
            "null",
            "true",
            "1",
            "'",
            "\"",
            "''",
            ",",
            "NA",
            "na\u00efve",
            "\ufffd",
            "../x",
            "$HOME",
            "row",
            "p_1");

    private Samples() {}
  }

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final Kind kind;

  /** Makes the text of each row. */
  private interface Kind {
    IntFunction<String> column(SplittableRandom random);
  }

  RandomCells(Kind kind) {
    this.kind = kind;
  }

  IntFunction<String> column(SplittableRandom random) {
    return kind.column(random);
  }

  static <T> T pick(SplittableRandom random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  static boolean oneIn(int many, SplittableRandom random) {
    return random.nextInt(many) == 0;
  }
}
