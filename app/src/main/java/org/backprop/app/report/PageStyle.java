package org.backprop.app.report;

import org.backprop.app.draw.GraphPicture;

/** The look of the page: light or dark, narrow or wide, on paper. */
final class PageStyle {
  private static final String PAGE =
      """
      :root { color-scheme: light dark; --page: #ffffff; --text: #1f2328; --soft: #59636e;
        --line: #d1d9e0; --head: #f6f8fa; --link: #0550ae; --one: #0550ae; --two: #953800;
        --alert: #82071e; --alertback: #ffebe9 }
      @media screen and (prefers-color-scheme: dark) {
        :root { --page: #0d1117; --text: #f0f6fc; --soft: #9198a1; --line: #3d444d;
          --head: #151b23; --link: #79c0ff; --one: #79c0ff; --two: #ffa657;
          --alert: #ffb3ad; --alertback: #3b1214 }
      }
      * { box-sizing: border-box }
      html { background: var(--page); color: var(--text);
        font: 16px/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif }
      body { margin: 0 auto; max-width: 62rem; padding: 1rem; overflow-wrap: anywhere }
      h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0 }
      h2 { font-size: 1.25rem; margin: 2.2rem 0 .5rem; padding-top: .5rem;
        border-top: 1px solid var(--line) }
      h3 { font-size: 1rem; margin: 1.4rem 0 .3rem }
      p { margin: .5rem 0; max-width: 46rem }
      a { color: var(--link) }
      nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; padding: 0 }
      .lead { font-size: 1.15rem }
      .soft, figcaption, caption { color: var(--soft) }
      .alert { background: var(--alertback); color: var(--alert); padding: .5rem .75rem;
        border-left: 4px solid currentcolor }
      .scroll { overflow-x: auto; margin: .75rem 0 }
      .scroll:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--link) }
      table { border-collapse: collapse; font-size: .9rem; min-width: min(100%, 26rem) }
      caption { text-align: left; padding: .2rem 0; font-size: .9rem }
      caption span { display: inline-block; position: sticky; left: 0;
        max-width: min(100vw - 2rem, 58rem) }
      td.l:last-child { min-width: 9rem }
      th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top;
        text-align: left; overflow-wrap: break-word; max-width: 24rem }
      thead th { background: var(--head); vertical-align: bottom }
      tbody th { font-weight: 600 }
      .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0 }
      dt { color: var(--soft) }
      dd { margin: 0 }
      code, pre { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
        font-size: .88em }
      pre { overflow-x: auto; white-space: pre-wrap }
      figure { margin: .75rem 0; display: inline-block; width: 100%; max-width: 30rem;
        vertical-align: top }
      figcaption { font-size: .9rem }
      .chart { width: 100%; height: auto; display: block }
      .chart text { fill: var(--text); font: 11px system-ui, 'Segoe UI', Roboto, sans-serif }
      .chart .grid { stroke: var(--line); fill: none }
      .chart .line { fill: none; stroke-width: 1.8; stroke-linejoin: round }
      .chart .one { stroke: var(--one) }
      .chart .two { stroke: var(--two); stroke-dasharray: 6 3 }
      .chart .half { stroke: var(--soft); stroke-dasharray: 2 3 }
      .chart .band { fill-opacity: .25; stroke-width: 1; stroke-linejoin: round }
      .chart .band.one { fill: var(--one) }
      .chart .band.two { fill: var(--two) }
      .chart .dot.one, .chart .bar { fill: var(--one) }
      .chart .dot { stroke: none }
      .drawing { max-width: none; height: auto }
      @media (min-width: 40rem) { .drawing { max-width: 100% } }
      footer { margin-top: 2rem; color: var(--soft); font-size: .9rem }
      @media (max-width: 30rem) {
        body { padding: .6rem }
        dl { grid-template-columns: 1fr; gap: 0 }
        dd { margin-bottom: .4rem }
      }
      @page { margin: 15mm }
      @media print {
        html { font-size: 10.5pt }
        body { max-width: none; padding: 0 }
        nav { display: none }
        h2, h3, caption { break-after: avoid }
        figure, tr, dl, .alert { break-inside: avoid }
        .scroll, pre { overflow: visible }
        .drawing { max-width: 100% }
        a { color: inherit; text-decoration: none }
      }
      """;

  /** All rules. */
  static final String RULES = PAGE + GraphPicture.style();

  private PageStyle() {}
}
