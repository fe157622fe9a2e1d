package org.backprop.table;

import java.util.Optional;

/**
 * How a file of comma-separated values is written; whatever is empty is detected.
 *
 * @param delimiter what stands between two fields; detected among {@code , ;} tab and {@code |}
 * @param header whether the first line names the columns
 * @param decimalComma whether 3,5 is a number; detected where the delimiter is not a comma
 */
public record CsvFormat(
    Optional<Character> delimiter, Optional<Boolean> header, Optional<Boolean> decimalComma) {

  public CsvFormat {
    delimiter.ifPresent(CsvFormat::check);
  }

  /** The format of which everything is detected. */
  public static CsvFormat detect() {
    return new CsvFormat(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public CsvFormat withDelimiter(char stated) {
    return new CsvFormat(Optional.of(stated), header, decimalComma);
  }

  public CsvFormat withHeader(boolean stated) {
    return new CsvFormat(delimiter, Optional.of(stated), decimalComma);
  }

  public CsvFormat withDecimalComma(boolean stated) {
    return new CsvFormat(delimiter, header, Optional.of(stated));
  }

  private static void check(char delimiter) {
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
      throw new DataException(
          "A quotation mark or a line break cannot stand between fields; state another delimiter.");
    }
  }
}
