package org.backprop.table;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backprop.advice.Setting;

/**
 * How a file of comma-separated values is written; whatever is not stated is detected.
 *
 * @param stated each setting of a file that is stated, with its value as text
 * @param cells how the cells are written
 */
public record CsvFormat(Map<Setting, String> stated, CellFormat cells) {

  /**
   * Checks the values.
   *
   * @throws DataException if one cannot be
   */
  public CsvFormat {
    var copy = new EnumMap<Setting, String>(Setting.class);
    copy.putAll(stated);
    copy.forEach(CsvFormat::check);
    stated = Collections.unmodifiableMap(copy);
  }

  /** The format of which everything is detected. */
  public static CsvFormat detect() {
    return new CsvFormat(Map.of(), CellFormat.detect());
  }

  /** This format with one more setting. */
  public CsvFormat with(Setting setting, String value) {
    var more = new EnumMap<Setting, String>(Setting.class);
    more.putAll(stated);
    more.put(setting, value);
    return new CsvFormat(more, cells);
  }

  /** The encoding, as {@code UTF-8} or {@code windows-1252}. */
  public CsvFormat withEncoding(String name) {
    return with(Setting.ENCODING, name);
  }

  public CsvFormat withDelimiter(char character) {
    return withDelimiter(String.valueOf(character));
  }

  /**
   * What stands between two fields: one or several characters, {@code spaces} for a run of spaces
   * and tabs, or {@code wide-spaces} for a run of at least two.
   */
  public CsvFormat withDelimiter(String text) {
    return with(Setting.DELIMITER, text);
  }

  /** The character around a field that contains delimiters; {@code none} if there is none. */
  public CsvFormat withQuote(String character) {
    return with(Setting.QUOTE, character);
  }

  /**
   * The character before a quotation mark or a delimiter that is text; {@code none} where a
   * quotation mark is doubled.
   */
  public CsvFormat withEscape(String character) {
    return with(Setting.ESCAPE, character);
  }

  /** How a line begins that is a comment; {@code none} if there are no comments. */
  public CsvFormat withComment(String prefix) {
    return with(Setting.COMMENT, prefix);
  }

  /** The number of lines before the header, or before the rows if there is none. */
  public CsvFormat withSkipLines(int count) {
    return with(Setting.SKIP_LINES, String.valueOf(count));
  }

  /** With a header of one line, or none. */
  public CsvFormat withHeader(boolean present) {
    return withHeaderLines(present ? 1 : 0);
  }

  /** The number of lines that name the columns. */
  public CsvFormat withHeaderLines(int count) {
    return with(Setting.HEADER_LINES, String.valueOf(count));
  }

  /** The number of lines after the last row. */
  public CsvFormat withSkipFooter(int count) {
    return with(Setting.SKIP_FOOTER, String.valueOf(count));
  }

  /**
   * What happens to a row with more or fewer fields than columns; empty fields at its end do not
   * count. By default, text after the last whole row is a footer, other such rows are left out, and
   * more than a tenth of them are an error.
   */
  public CsvFormat withRagged(Ragged policy) {
    return with(Setting.RAGGED, policy.word());
  }

  /** How the cells are written. */
  public CsvFormat withCells(CellFormat format) {
    return new CsvFormat(stated, format);
  }

  Optional<Charset> encoding() {
    return text(Setting.ENCODING).map(CsvFormat::charset);
  }

  Optional<Ragged> ragged() {
    return text(Setting.RAGGED).map(Ragged::parse);
  }

  /** A text that may be {@code none}, which is then empty. */
  Optional<String> textOrNone(Setting setting) {
    return text(setting).map(value -> value.equals("none") ? "" : value);
  }

  Optional<Character> character(Setting setting) {
    return textOrNone(setting).map(value -> value.isEmpty() ? Dialect.NONE : value.charAt(0));
  }

  OptionalInt count(Setting setting) {
    var text = stated.get(setting);
    return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  Optional<String> text(Setting setting) {
    return Optional.ofNullable(stated.get(setting));
  }

  private static void check(Setting setting, String value) {
    switch (setting) {
      case ENCODING -> charset(value);
      case DELIMITER -> checkDelimiter(value);
      case QUOTE, ESCAPE -> checkCharacter(value);
      case SKIP_LINES, HEADER_LINES, SKIP_FOOTER -> checkCount(value);
      case RAGGED -> Ragged.parse(value);
      default -> {}
    }
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new DataException(
          "\"" + name + "\" is no known encoding; state one such as UTF-8, windows-1252 or UTF-16.",
          e);
    }
  }

  private static void checkDelimiter(String text) {
    if (text.isEmpty() || text.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r')) {
      throw new DataException(
          "A quotation mark or a line break cannot stand between fields; state another delimiter.");
    }
  }

  private static void checkCharacter(String text) {
    if (!text.equals("none") && (text.length() != 1 || text.isBlank())) {
      throw new DataException("\"" + text + "\" is not one character; state one, or none.");
    }
  }

  private static void checkCount(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new DataException("\"" + text + "\" is no number of lines; state 0 or more.");
    }
  }
}
