/**
 * On paper: every list is open, the messages of an exchange only when a check that is not green cites it (a reader
 * would not want thousands of pages), nothing is cut by a page break that can avoid it, and controls disappear.
 */
export const PRINT_STYLE = `
@media print{
@page{size:A4;margin:16mm 15mm 18mm}
html{font-size:9.5pt}body{line-height:1.45}
header,main,footer,.contents{max-width:none;padding:0}
header{padding-top:0}
.contents,.filter,.skip,.back,.enlarge,footer a,.timeline summary::before{display:none}
h2{margin-top:8mm}
h2,h3,h4,h5,.line,summary,.over{break-after:avoid}
p,li,dd{orphans:3;widows:3}
a{color:inherit;text-decoration:none}
.halves{display:block}
.counts{overflow:visible;margin-top:6mm}
thead{display:table-header-group}
tr,figure,.checks>li,.look>li,.verdict,.notice,.mark,.timeline summary,.steps>li>.line{break-inside:avoid}
.requirement{margin-bottom:8mm}
.requirement+.requirement{break-before:page}
.scenario{border-width:0 0 0 3px;padding:0 0 0 4mm}
.shots{grid-template-columns:1fr}.pass .shots{grid-template-columns:1fr 1fr;gap:4mm}
figure img{width:auto;max-width:100%;max-height:88mm}
pre{line-height:1.35;padding:2mm 3mm}
summary{list-style:none}summary::-webkit-details-marker{display:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}
.timeline details:not(.cited)::details-content{display:none}
.timeline details:not(.cited)>[id]{display:none}
}`;
