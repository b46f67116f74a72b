/** The page's own style sheet: sober, readable on screen, phone and paper; verdicts by shape and words, then colour. */
export const STYLE = `
:root{--ink:#1d2126;--soft:#555d66;--line:#d5d9de;--paper:#fff;--wash:#f6f7f8;--link:#0b4f7d;
--pass:#1c6b3c;--warning:#7a5200;--review:#7a5200;--not-applicable:#555d66;--not-observed:#5b4a8a;--fail:#a3201d;--error:#a3201d}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0;font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--wash)}
a{color:var(--link)}
:focus-visible{outline:3px solid #f0a202;outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem;z-index:2}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.5rem;margin:3rem 0 1rem}
h3{font-size:1.2rem;margin:2rem 0 .5rem}
h4{font-size:1.02rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0 1rem}
.sub{color:var(--soft);font-size:1.1rem;margin:0 0 1.5rem}
.notice{border-left:4px solid var(--line);padding:.6rem 1rem;background:var(--paper);margin:1rem 0}
.notice.loud{border-color:var(--fail);font-weight:600}
dl.meta{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.6rem 2rem;margin:1.5rem 0}
dl.meta dt{color:var(--soft);font-size:.85rem}dl.meta dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;background:var(--paper)}
caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{border:1px solid var(--line);padding:.5rem .65rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
.checks{table-layout:fixed;font-size:.93rem;hyphens:auto}.checks th:nth-child(1){width:12%}.checks th:nth-child(2){width:20%}.checks th:nth-child(5),.checks th:nth-child(6){width:14%}
.checks .v{white-space:normal}
th{background:var(--wash);font-weight:600}
.num{text-align:right;font-variant-numeric:tabular-nums}
.v{white-space:nowrap;font-weight:600}
.v svg{width:1em;height:1em;vertical-align:-.12em;margin-right:.4em}
.v-pass{color:var(--pass)}.v-warning{color:var(--warning)}.v-review{color:var(--review)}
.v-not-applicable{color:var(--not-applicable)}.v-not-observed{color:var(--not-observed)}.v-fail{color:var(--fail)}.v-error{color:var(--error)}
.verdict-big{font-size:1.5rem;margin:1rem 0}
.card{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:1.25rem 1.5rem 1.5rem;margin:1.5rem 0}
.card>h2,.card>h3{margin-top:0}
.tag{display:inline-block;border:1px solid currentcolor;border-radius:3px;font-size:.8rem;line-height:1.3;padding:0 .4rem;margin-left:.4rem;color:var(--soft);font-weight:400;vertical-align:middle}
ol.steps{padding-left:1.4rem}ol.steps>li{margin:.6rem 0}
.actions{margin:.3rem 0;padding-left:1rem;border-left:2px solid var(--line);font-size:.95rem}
.pre{white-space:pre-wrap;overflow-wrap:anywhere;font:.82rem/1.45 ui-monospace,Consolas,"DejaVu Sans Mono",monospace;background:var(--wash);border:1px solid var(--line);padding:.7rem;margin:.4rem 0}
.soft{color:var(--soft);font-size:.92rem}
figure{margin:1rem 0;break-inside:avoid}figure a{display:block}figure img{max-width:100%;height:auto;border:1px solid var(--line);display:block}
figcaption{font-size:.92rem;color:var(--soft);margin-top:.3rem}
.shots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:1rem}
details{margin:.5rem 0}summary{cursor:pointer;padding:.25rem 0}
.x{border-top:1px solid var(--line)}.x summary time{font-variant-numeric:tabular-nums;color:var(--soft);margin-right:.6rem}
fieldset.filter{border:0;padding:0;margin:1rem 0}fieldset.filter legend{font-weight:600}fieldset.filter label{display:inline-block;margin:.2rem 1.2rem .2rem 0}
footer{padding:3rem 1.5rem;color:var(--soft)}
@media(max-width:42rem){body{font-size:16px}header,main,footer{padding-left:1rem;padding-right:1rem}.card{padding:1rem}
.checks thead{position:absolute;left:-999rem}.checks tr{display:block;border:1px solid var(--line);margin:.6rem 0}.checks td{display:block;border:0;border-top:1px solid var(--line)}
.checks td::before{content:attr(data-label);display:block;color:var(--soft);font-size:.8rem}.checks td:first-child{border-top:0}}
@media print{body{font-size:10pt;background:#fff}header,main,footer{max-width:none;padding:0}.card{border:0;border-top:1px solid #999;border-radius:0;padding:.5rem 0}
fieldset.filter,.skip,nav{display:none}h2,h3,h4{break-after:avoid}tr,figure{break-inside:avoid}a{color:inherit;text-decoration:none}
.shots{grid-template-columns:1fr 1fr}.pre{max-height:none}details::details-content{content-visibility:visible;block-size:auto}details.x::details-content{display:none}}
`;
