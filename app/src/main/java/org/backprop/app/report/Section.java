package org.backprop.app.report;

import java.util.Map;

/** A part of the report with a heading; its size has a bound whatever the data. */
interface Section {
  /** The name of its place in the page, and of its numbers in the JSON. */
  String id();

  /** The heading. */
  String title();

  /** Writes what stands under the heading. */
  void write(Html html);

  /** Its numbers, lists and maps for JSON. */
  Map<String, Object> toMap();
}
