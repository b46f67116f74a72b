import type { XdmArchive, XdmOddity } from '../../../mocks/wire/xdm-archive.js';
import { type Breach, broken, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, type Text, text } from '../../harness/index.js';
import type { XdmContext } from './xdm-context.js';

/** X01 of mssante.md §10: what the archive is made of. */
export const XDM_LAYOUT: CheckDeclaration = {
  id: 'mss.xdm.layout',
  title: text('Archive IHE_XDM : arborescence et fichiers', 'IHE_XDM archive: tree and files'),
  rule: { reference: 'MSS/CONF.23 ; IHE ITI TF-2 §3.32 ; archives IHE_XDM de l’ANS', confidence: 'stated' },
};

/** `error`: the sender must not; `remark`: unusual, nothing forbids it; nothing: no matter. */
const ODDITIES: Readonly<Record<XdmOddity['kind'], { weight: 'error' | 'remark'; told: Text } | undefined>> = {
  backslash: {
    weight: 'error',
    told: text('chemin écrit avec « \\ » au lieu de « / »', 'path written with "\\" instead of "/"'),
  },
  'letter-case': { weight: 'remark', told: text('nom qui n’est pas en majuscules', 'name not in upper case') },
  'several-subsets': { weight: 'remark', told: text('plusieurs lots', 'several subsets') },
  'subset-name': { weight: 'remark', told: text('dossier qui n’est pas SUBSETnn', 'folder other than SUBSETnn') },
  'no-readme': { weight: 'error', told: text('fichier absent', 'file missing') },
  'no-index': { weight: 'error', told: text('fichier absent', 'file missing') },
  'unexpected-file': { weight: 'remark', told: text('fichier hors des lots', 'file outside the subsets') },
  'unreferenced-file': {
    weight: 'remark',
    told: text('fichier que METADATA.XML ne décrit pas', 'file METADATA.XML does not describe'),
  },
  'nested-archive': { weight: 'remark', told: text('archive dans l’archive', 'archive inside the archive') },
  // Told with the rest of METADATA.XML.
  'space-before-root': undefined,
  'space-before-declaration': undefined,
  'self-presenting': undefined,
};

const EXPECTED = text(
  'README.TXT, INDEX.HTM, IHE_XDM/SUBSET01/METADATA.XML et les documents qu’il décrit',
  'README.TXT, INDEX.HTM, IHE_XDM/SUBSET01/METADATA.XML and the documents it describes',
);

/** Files where they are expected, and nothing else. On what is received, everything is only told. */
export function checkXdmLayout({ files, oddities }: XdmArchive, { role, exchange }: XdmContext): Finding {
  return judgement(XDM_LAYOUT, {
    expected: EXPECTED,
    breaches: oddities.flatMap((oddity) => breachOf(oddity, role)),
    found: files.map(({ path }) => path).join(', '),
    exchange,
    where: 'IHE_XDM.ZIP',
  });
}

/** The archive cannot be read at all: not a ZIP, harmful, no METADATA.XML. `reason` is the reader's message. */
export function checkXdmUnreadable(reason: string, { exchange }: Pick<XdmContext, 'exchange'> = {}): Finding {
  return judgement(XDM_LAYOUT, {
    expected: EXPECTED,
    breaches: [broken(text(`archive illisible : ${reason}`, `unreadable archive: ${reason}`), 'IHE_XDM.ZIP')],
    found: '',
    exchange,
  });
}

function breachOf({ kind, path }: XdmOddity, role: XdmContext['role']): Breach[] {
  const known = ODDITIES[kind];
  if (!known) return [];
  const say = known.weight === 'error' && role === 'sent' ? broken : remarked;
  return [say(text(`${path} : ${known.told.fr}`, `${path}: ${known.told.en}`), path)];
}
