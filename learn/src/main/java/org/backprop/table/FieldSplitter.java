package org.backprop.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Splits the text of one record into its fields.
 *
 * <p>A quotation mark counts only where a field begins. A quoted field ends at a quotation mark
 * that a delimiter or the end follows; a doubled one is text. In a repair, a field ends at the
 * first such mark, also if it is doubled, and a mark without an end is left out.
 */
final class FieldSplitter {
  private final Dialect dialect;
  private final String text;
  private final boolean repair;
  private final List<String> fields = new ArrayList<>();
  private final BitSet quoted = new BitSet();
  private int at;
  private boolean open;

  private FieldSplitter(Dialect dialect, String text, boolean repair) {
    this.dialect = dialect;
    this.text = text;
    this.repair = repair;
  }

  /** The fields; {@code open} if the last one has an opening quotation mark alone. */
  record Fields(List<String> texts, BitSet quoted, boolean open) {
    int count() {
      return texts.size();
    }
  }

  static Fields split(Dialect dialect, String text) {
    return new FieldSplitter(dialect, text, false).fields();
  }

  static Fields repair(Dialect dialect, String text) {
    return new FieldSplitter(dialect, text, true).fields();
  }

  private Fields fields() {
    if (dialect.isRun()) {
      at = blanksEnd(0);
    }
    do {
      field();
    } while (!open && nextField());
    return new Fields(fields, quoted, open);
  }

  /** Steps over a delimiter; a run of spaces at the end is none. */
  private boolean nextField() {
    var length = at < text.length() ? dialect.delimiterAt(text, at) : 0;
    at += length;
    return length > 0 && !(dialect.isRun() && at == text.length());
  }

  private void field() {
    var start = isBlankDelimited() ? at : blanksEnd(at);
    if (dialect.quote() == Dialect.NONE
        || start == text.length()
        || text.charAt(start) != dialect.quote()) {
      unquoted(at);
    } else if (!quotedFrom(start + 1)) {
      if (repair) {
        unquoted(start + 1);
      } else {
        open = true;
        fields.add(text.substring(start + 1));
      }
    }
  }

  private boolean isBlankDelimited() {
    return dialect.isRun() || Dialect.isBlank(dialect.delimiter().charAt(0));
  }

  private void unquoted(int start) {
    if (dialect.isRun()
        || dialect.escape() != Dialect.NONE
        || dialect.delimiter().equals(Dialect.ONE_COLUMN)) {
      unescaped(start);
      return;
    }
    var end = text.indexOf(dialect.delimiter(), start);
    at = end < 0 ? text.length() : end;
    fields.add(text.substring(start, at));
  }

  private void unescaped(int start) {
    var field = new StringBuilder();
    at = start;
    while (at < text.length() && dialect.delimiterAt(text, at) == 0) {
      if (isEscape(at)) {
        at++;
      }
      field.append(text.charAt(at));
      at++;
    }
    fields.add(field.toString());
  }

  /** Takes a field whose text begins there; false if it does not end. */
  private boolean quotedFrom(int start) {
    var field = new StringBuilder();
    var i = start;
    while (i < text.length()) {
      if (isEscape(i)) {
        i++;
      } else if (text.charAt(i) == dialect.quote()) {
        if (repair ? ends(i + 1) : !isQuote(i + 1) && ends(i + 1)) {
          end(field, i + 1);
          return true;
        }
        if (repair || isQuote(i + 1)) {
          i++;
        }
        if (repair) {
          continue;
        }
      }
      field.append(text.charAt(i));
      i++;
    }
    return false;
  }

  private void end(StringBuilder field, int next) {
    quoted.set(fields.size());
    fields.add(field.toString());
    at = isBlankDelimited() ? next : blanksEnd(next);
  }

  /** Whether a field that is closed before this place ends with it. */
  private boolean ends(int place) {
    var next = isBlankDelimited() ? place : blanksEnd(place);
    return next >= text.length() || dialect.delimiterAt(text, next) > 0;
  }

  private boolean isQuote(int place) {
    return place < text.length() && text.charAt(place) == dialect.quote();
  }

  /** Whether an escape stands there before what it can escape; before all else it is text. */
  private boolean isEscape(int place) {
    if (dialect.escape() == Dialect.NONE
        || text.charAt(place) != dialect.escape()
        || place + 1 == text.length()) {
      return false;
    }
    var next = text.charAt(place + 1);
    return next == dialect.quote()
        || next == dialect.escape()
        || dialect.delimiterAt(text, place + 1) > 0;
  }

  private int blanksEnd(int from) {
    var end = from;
    while (end < text.length() && Dialect.isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
