/**
 * The style sheet of report.html: ink on paper first, since most copies are printed. Only the words stand out that a reader must act
 * on; nothing is told by colour alone.
 */
export const htmlStyle = `
@page { size: A4; margin: 16mm 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
:root { color-scheme: light; }
body { margin: 0; background: #e9ecee; color: #161b20; font: 14px/1.45 "Noto Sans", "Segoe UI", "DejaVu Sans", sans-serif; }
.sheet { width: 100%; max-width: 860px; margin: 0 auto; border-collapse: collapse; background: #fff; table-layout: fixed; }
.sheet > * > tr > td { padding: 0 40px; }
.running { display: flex; justify-content: space-between; gap: 16px; padding: 14px 0; font-size: 12px; color: #4a555e; }
.running strong { color: #161b20; }
.top { border-bottom: 1px solid #727d86; }
.bottom { border-top: 1px solid #727d86; flex-wrap: wrap; gap: 0 24px; margin-top: 12px; }
main { padding-top: 10px; }
.tlp { border: 1.5px solid #161b20; padding: 0 6px; font-weight: 700; color: #161b20; white-space: nowrap; }
.mark { background: #161b20; color: #fff; padding: 4px 10px; margin: 0; }
.mark strong { letter-spacing: .12em; margin-right: 12px; color: #fff; }
h1 { font-size: 26px; line-height: 1.2; margin: 28px 0 4px; }
h2 { font-size: 17px; line-height: 1.3; margin: 28px 0 8px; padding-bottom: 4px; border-bottom: 2px solid #161b20; break-after: avoid; }
h3 { font-size: 14px; margin: 18px 0 4px; break-after: avoid; }
p { margin: 6px 0; }
.small { font-size: 12px; }
.large { font-size: 16px; }
dl, table.data { width: 100%; margin: 8px 0 14px; }
dl > div { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 7fr); gap: 16px; padding: 5px 0; border-bottom: 1px solid #c5ccd2; break-inside: avoid; }
dt { color: #4a555e; }
dd { margin: 0; }
dt small { display: block; font-size: 11px; }
dd p, td p { margin: 0 0 2px; }
table.data { border-collapse: collapse; table-layout: fixed; font-size: 13px; }
table.data caption { text-align: left; font-weight: 700; padding: 6px 0 4px; }
table.data th { text-align: left; vertical-align: bottom; color: #4a555e; font-weight: 400; border-bottom: 1.5px solid #161b20; padding: 4px 10px 4px 0; }
table.data td { vertical-align: top; border-bottom: 1px solid #c5ccd2; padding: 5px 10px 5px 0; }
table.data tr { break-inside: avoid; }
table.data caption, table.data thead { break-inside: avoid; break-after: avoid; }
.notice { border: 1px solid #727d86; border-left: 6px solid #161b20; padding: 8px 14px; margin: 12px 0; break-inside: avoid; }
.notice.plain { border-left-width: 1px; }
.notice p { margin: 2px 0; }
ol { list-style: none; margin: 10px 0; padding: 0; }
ol li { display: grid; grid-template-columns: 2.2em minmax(0, 1fr); padding: 3px 0; break-inside: avoid; }
ol.large li { padding: 7px 0; border-bottom: 1px solid #c5ccd2; }
ol .number { font-weight: 700; }
p, td, dd, dt, li, figcaption, code { overflow-wrap: anywhere; }
code, .code { font-family: "Noto Sans Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: .93em; }
.lines { border: 1px solid #727d86; padding: 8px 12px; margin: 8px 0 14px; break-inside: avoid; }
.lines p, .groups p { margin: 0 0 4px; }
.lines code { display: block; }
.groups { margin: 10px 0 16px; break-inside: avoid; }
.groups span { display: inline-block; border: 1.5px solid #161b20; padding: 6px 14px; margin: 0 10px 10px 0; font: 700 22px/1.3 "Noto Sans Mono", Consolas, "DejaVu Sans Mono", monospace; letter-spacing: .06em; }
.beside { display: flex; flex-wrap: wrap; gap: 12px 32px; break-inside: avoid; }
.beside > div { flex: 1 1 20em; min-width: 0; }
figure { margin: 0; break-inside: avoid; }
figcaption { font-size: 12px; color: #4a555e; max-width: 46mm; }
figure svg { width: 46mm; height: 46mm; display: block; }
.sign { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 44px 24px; margin: 56px 0 16px; break-inside: avoid; }
.sign span { border-top: 1px solid #161b20; padding-top: 4px; font-size: 12px; color: #4a555e; }
.strong { font-weight: 700; }
.quiet { color: #4a555e; }
.struck { text-decoration: line-through; }
.unknown, .claimed { font-style: italic; }
.page-break { break-before: page; }
@media screen { .sheet { margin: 24px auto; } }
@media (max-width: 600px) { .sheet > * > tr > td { padding: 0 16px; } dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; } }
@media print { body { background: none; font-size: 9.5pt; } .sheet { max-width: none; } .sheet > * > tr > td { padding: 0; } .mark { print-color-adjust: exact; } h1 { margin-top: 12px; } }
`

/** Hash of exactly this style sheet for its Content-Security-Policy; a test computes it anew. */
export const htmlStyleHash = 'sha256-QGbKewqHfC7ADE/mjL1ISzsvBmOosMjgdlp10SkOYpI='
