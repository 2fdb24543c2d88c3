/** How reports look on A4: black on white, the bank's colour nowhere but in the pictures. */
export const REPORT_CSS = /* css */ `
@font-face { font-family: 'IBM Plex Sans'; font-weight: 400; src: url('regular.woff2') format('woff2'); }
@font-face { font-family: 'IBM Plex Sans'; font-weight: 600; src: url('bold.woff2') format('woff2'); }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { color: #16191d; font: 400 9.5pt/1.4 'IBM Plex Sans', system-ui, sans-serif; font-variant-numeric: tabular-nums; }
header { display: flex; align-items: flex-start; justify-content: space-between; gap: 24pt; padding-bottom: 8pt;
  border-bottom: 1.2pt solid #16191d; }
h1 { font-size: 18pt; font-weight: 600; line-height: 1.2; }
dl { display: grid; gap: 0 14pt; font-size: 8.5pt; }
dl div { display: grid; grid-template-columns: auto auto; justify-content: end; gap: 6pt; }
dt { color: #525a64; }
section { margin-top: 14pt; }
section > :not(.body) { break-after: avoid; }
.columns { columns: 3; column-gap: 16pt; column-fill: balance; }
h2 { margin-bottom: 3pt; font-size: 11.5pt; font-weight: 600; break-after: avoid; }
p { color: #525a64; font-size: 8.5pt; }
.body { margin-top: 4pt; }
.beside { display: grid; grid-template-columns: 50% minmax(0, 1fr); gap: 16pt; align-items: start; break-inside: avoid; }
img { display: block; width: 100%; break-inside: avoid; break-after: avoid; }
.body:not(.beside) img { margin-bottom: 6pt; }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { padding: 2pt 6pt 2pt 0; border-bottom: 0.8pt solid #16191d; color: #525a64; font-weight: 600; text-align: left;
  vertical-align: bottom; }
td { padding: 2pt 6pt 2pt 0; border-bottom: 0.4pt solid #dfe3e8; vertical-align: top; overflow-wrap: anywhere; }
.figure { padding-right: 0; padding-left: 6pt; text-align: right; white-space: nowrap; }
.total td { border-top: 0.8pt solid #16191d; border-bottom: 0; font-weight: 600; }
footer { margin-top: 16pt; padding-top: 6pt; border-top: 0.4pt solid #dfe3e8; }
footer p { font-size: 7.5pt; }
.receipt { width: max-content; margin: 0 auto; font: 10pt/1.3 monospace; }
.receipt pre { font: inherit; }
.receipt .strong { font-weight: 700; }
.receipt .large { font-size: 2em; line-height: 1.2; }
.receipt svg { display: block; width: 18mm; margin: 0 auto; }
`
