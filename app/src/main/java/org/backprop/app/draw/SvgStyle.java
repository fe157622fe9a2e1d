package org.backprop.app.draw;

/** The colours, letters and arrow tips of drawings in SVG. */
final class SvgStyle {
  /** Colours stand twice: as they are for viewers that know no variables, and light or dark. */
  static final String RULES =
      """
      .drawing { --paper: #ffffff; --ink: #1f2328; --dim: #59636e; --fill: #f6f8fa;
        --parameter: #ddf4ff; --loss: #ffebe9; --back: #bc4c00; --gradient: #fff8c5 }
      @media screen and (prefers-color-scheme: dark) {
        .drawing { --paper: #0d1117; --ink: #f0f6fc; --dim: #9198a1; --fill: #151b23;
          --parameter: #12314f; --loss: #48191c; --back: #f0883e; --gradient: #3b2e0a }
      }
      .drawing text { fill: #1f2328; fill: var(--ink); text-anchor: middle;
        font-family: 'STIX Two Text', 'Times New Roman', 'Liberation Serif', serif }
      .drawing .i { font-style: italic }
      .drawing .note { fill: #59636e; fill: var(--dim) }
      .drawing .back { fill: #bc4c00; fill: var(--back) }
      .drawing rect { fill: #f6f8fa; fill: var(--fill); stroke: #59636e; stroke: var(--dim) }
      .drawing rect.paper { fill: #ffffff; fill: var(--paper); stroke: none }
      .drawing .value rect { fill: none; stroke: none }
      .drawing .parameter rect { fill: #ddf4ff; fill: var(--parameter) }
      .drawing .loss rect { fill: #ffebe9; fill: var(--loss) }
      .drawing .gradient rect { fill: #fff8c5; fill: var(--gradient); stroke-dasharray: 4 3 }
      .drawing path.edge { fill: none; stroke: #1f2328; stroke: var(--ink) }
      .drawing path.dashed { stroke: #bc4c00; stroke: var(--back); stroke-dasharray: 5 4 }
      .drawing .tip { fill: #1f2328; fill: var(--ink) }
      """;

  /** The tips that arrows end with. */
  static final String DEFS =
      """
      <defs>
        <marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">\
      <path class="tip" d="M0 0.5 8 4 0 7.5z"/></marker>
        <marker id="backtip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">\
      <path class="back" d="M0 0.5 8 4 0 7.5z"/></marker>
      </defs>
      """;

  private SvgStyle() {}
}
