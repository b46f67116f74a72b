import { PRINT_STYLE } from './print-style.js';
import { VERDICT_STYLE } from './verdict-style.js';

const SCREEN_STYLE = `
:root{color-scheme:light;--text:#1c2127;--soft:#565e68;--line:#d9dde2;--pale:#f6f7f8;--link:#0b4a75;--mono:ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--text);background:#fff}
header,main,footer,.contents{max-width:74rem;margin:0 auto;padding:0 2rem}
p,ul,ol,dl{margin:.5rem 0}
a{color:var(--link);text-underline-offset:.15em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid #b35a00;outline-offset:2px;border-radius:2px}
main:focus{outline:0}
code,pre{font-family:var(--mono);font-size:.88em;overflow-wrap:anywhere}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:#fff;padding:.6rem 1rem;z-index:1}
.soft{color:var(--soft);font-size:.92rem}
.num{text-align:right;font-variant-numeric:tabular-nums}
.tag{display:inline-block;border:1px solid #b9c0c8;border-radius:3px;padding:0 .45em;font-size:.82rem;line-height:1.5;color:#454d57;background:#fff}
.tag.bad{border-color:#a11d1d;color:#a11d1d;font-weight:600}
.line{display:flex;flex-wrap:wrap;align-items:baseline;gap:.15rem .8rem}
.id{font-family:var(--mono);font-size:.9em;font-weight:600;white-space:nowrap}
header{padding-top:3rem}
.over{color:var(--soft);letter-spacing:.04em;margin:0}
h1{font-size:2.5rem;line-height:1.15;letter-spacing:-.015em;margin:.2rem 0 .4rem}
.version{font-weight:400;color:var(--soft)}
.lead{font-size:1.12rem;margin:0 0 1.6rem}
.notice{border-left:4px solid #9aa3ad;background:var(--pale);padding:.7rem 1.1rem;margin:.8rem 0}
.notice>:first-child{margin-top:0}.notice>:last-child{margin-bottom:0}
.loud{border-left:8px solid #a11d1d;background:#fdf1f0;color:#5d1010}
div.loud{font-size:1.08rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:.9rem 2rem;margin:1.4rem 0 .9rem}
.facts.wide{grid-template-columns:repeat(auto-fit,minmax(min(100%,34rem),1fr));margin-top:0}
.facts dt{color:var(--soft);font-size:.88rem}.facts dd{margin:0;overflow-wrap:anywhere}
.contents{display:flex;flex-wrap:wrap;gap:.3rem 1.8rem;padding-top:.8rem;padding-bottom:.8rem;margin-top:1.2rem;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
h2{font-size:1.75rem;line-height:1.25;letter-spacing:-.01em;margin:3.2rem 0 1rem}
h3{font-size:1.3rem;line-height:1.35;margin:0 0 .4rem}
h4{font-size:1.1rem;line-height:1.4;margin:0 0 .3rem}
h5{font-size:1rem;line-height:1.4;margin:1.6rem 0 .4rem}
h5 .v{margin-left:.6em}
.verdict{border:1px solid var(--line);border-left:8px solid var(--ink);background:var(--wash);padding:1rem 1.4rem;border-radius:3px}
.verdict p{margin:.15rem 0}
.big{font-size:1.9rem;line-height:1.3}
.halves{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:1rem 3rem;margin-top:1.8rem;align-items:start}
.halves h3{margin-bottom:.2rem}
.look{list-style:none;padding:0}
.look>li{border-top:1px solid var(--line);padding:.6rem 0}
.look p{margin:.15rem 0 0}
.look a{font-weight:600}
.counts{overflow-x:auto;max-width:100%}
table{border-collapse:collapse}
caption{text-align:left;font-weight:600;font-size:1.3rem;line-height:1.35;padding-bottom:.5rem}
th,td{border-bottom:1px solid var(--line);padding:.5rem .9rem .5rem 0;text-align:left;vertical-align:top}
thead th{color:var(--soft);font-weight:400;font-size:.9rem;border-bottom-color:#9aa3ad;white-space:nowrap}
tbody th{font-weight:400;max-width:13rem}.counts th,.counts td{padding-right:.7rem}.counts :is(th,td):last-child{padding-right:0}
.index table{width:100%}
.index td:nth-child(2){width:40%}.index td:nth-child(3){white-space:nowrap}
.index .links{font-family:var(--mono);font-size:.86em}
.index .links a{display:inline-block;margin-right:.8em}
.filter{border:0;padding:0;margin:0 0 1rem}
.filter legend{font-weight:600;padding:0}
.filter label{display:inline-block;margin:.3rem 1.6rem .3rem 0;cursor:pointer}
input{width:1.05em;height:1.05em;vertical-align:-.15em;accent-color:var(--link)}
.requirement{border-top:3px solid var(--text);padding-top:1.2rem;margin:0 0 4rem}
.requirement .text{font-size:1.06rem;max-width:56rem}
.back{margin-left:auto;font-size:.92rem}
.scenario{border:1px solid var(--line);border-left:5px solid var(--ink);border-radius:3px;padding:1.2rem 1.6rem 1.4rem;margin:1.6rem 0}
.steps{padding-left:1.5rem}
.steps>li{margin:.5rem 0}
.steps>li::marker{font-weight:600}
.steps p{margin:.15rem 0}
.action{border-left:2px solid var(--line);padding:.1rem 0 .1rem 1rem;margin:.4rem 0 .8rem}
.observation dl{margin:.2rem 0;padding-left:.9rem;border-left:1px solid var(--line)}
.observation dl>div{display:flex;flex-wrap:wrap;gap:0 .8rem}
.observation dt{font-family:var(--mono);font-size:.86em;color:var(--soft)}
.observation dd{margin:0;overflow-wrap:anywhere;min-width:0}
.observation ul{margin:0;padding-left:1.2rem}
.checks{list-style:none;padding:0;margin:.6rem 0 1rem}
.checks>li{border:1px solid var(--line);border-left:4px solid var(--ink);padding:.65rem 1.1rem .75rem;margin-top:-1px;background:#fff}
.checks>:is(.fail,.error,.review,.not-observed,.warning){background:var(--wash)}
.checks p{margin:0}
.checks .line>span:not(.tag){font-weight:600}
.checks dl{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);grid-template-rows:auto auto;gap:.1rem 1.8rem;margin:.45rem 0 0}
.checks dt{grid-row:1;color:var(--soft);font-size:.88rem}
.checks dt::first-letter{text-transform:uppercase}
.checks dd>code{display:block}.checks dd{grid-row:2;margin:0;overflow-wrap:anywhere;white-space:pre-line}
.evidence>ul{list-style:none;padding:0}
.evidence>ul>li{padding:.3rem 0}
.kind{display:inline-block;min-width:7.5rem;color:var(--soft);font-size:.92rem}
blockquote{margin:.3rem 0 .3rem 7.8rem;padding-left:.9rem;border-left:2px solid var(--line);white-space:pre-line;overflow-wrap:anywhere}
.shots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr));gap:1.4rem;margin:1rem 0}
.shots figure:has(input:checked){grid-column:1/-1}
figure{margin:0}
figure img{display:block;width:100%;height:auto;border:1px solid #b9c0c8;border-radius:3px}
figcaption{margin-top:.4rem}
.enlarge{white-space:nowrap;cursor:pointer;margin-left:.6rem}
summary{cursor:pointer;padding:.2rem 0}
summary h5{display:inline-block;margin:.8rem 0 .3rem}
.timeline{list-style:none;padding:0;margin:.4rem 0}
.timeline>li{border-top:1px solid var(--line)}
.timeline summary{display:grid;grid-template-columns:7rem 4.6rem 4.5rem minmax(0,1fr) auto;gap:0 .9rem;align-items:baseline;padding:.4rem .3rem}
.timeline summary::before{content:"▸";position:absolute;margin-left:-.9rem;color:var(--soft)}
.timeline details[open]>summary::before{content:"▾"}
.timeline summary::-webkit-details-marker{display:none}
.timeline summary:hover{background:var(--pale)}
.timeline b{font-weight:400;color:var(--soft)}.timeline summary code{color:var(--soft)}
.t{white-space:nowrap}.timeline .t{font-variant-numeric:tabular-nums;color:var(--soft)}
.timeline [id]{margin:0;padding:.2rem .3rem 1rem;scroll-margin-top:4rem}
.timeline [id]:target{border-left:4px solid #b35a00;padding-left:1rem}
.mark{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:0 .9rem;padding:.4rem .3rem;background:var(--pale);font-weight:600}
.mark .soft,.mark .t{font-weight:400}
pre{white-space:pre-wrap;background:var(--pale);border:1px solid var(--line);padding:.8rem 1rem;margin:.3rem 0 1rem;line-height:1.5;font-size:.82rem}
[id]:target{scroll-margin-top:1rem}
:is(h3,h4,h5,figure):target{outline:3px solid #b35a00;outline-offset:4px}
footer{padding-top:2.5rem;padding-bottom:4rem;color:var(--soft)}
@media screen and (max-width:60rem){.halves{grid-template-columns:minmax(0,1fr)}}
@media screen and (max-width:44rem){
header,main,footer,.contents{padding-left:1.1rem;padding-right:1.1rem}
header{padding-top:1.6rem}h1{font-size:1.9rem}h2{font-size:1.45rem}
.counts{font-size:.8rem}.counts th,.counts td{padding-right:.25rem}.counts thead th{font-size:.7rem;letter-spacing:-.02em}
.facts{grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.7rem 1rem}
.index thead{position:absolute;left:-99rem}
.index tr{display:block;border-bottom:1px solid var(--line);padding:.6rem 0}.index td{display:block;border:0;padding:.1rem 0;min-width:100%}
.scenario{padding:.9rem .9rem 1rem}
.checks>li{padding:.6rem .8rem}
.checks dl{display:block}.checks dt{margin-top:.4rem}
.timeline summary{grid-template-columns:auto auto auto 1fr}.timeline summary>:nth-child(4){grid-column:1/-1;grid-row:2}
.timeline summary::before{display:none}.mark{display:block}
.kind{min-width:0;margin-right:.5rem}blockquote{margin-left:0}
.id{white-space:normal}
}`;

/** The page's whole style sheet: sober, readable on screen, phone and paper, with the system's own fonts. */
export const STYLE = `${SCREEN_STYLE}\n${VERDICT_STYLE}\n${PRINT_STYLE}`;
