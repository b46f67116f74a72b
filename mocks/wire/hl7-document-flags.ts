import { er7Field, er7Segment, valueOf } from './er7.js';
import type { Er7Segment } from './er7.js';

/** The ten metadata of a document message with their labels, in the order that is mandatory (hl7v2-pfi-cda.md §3). */
export const DOCUMENT_FLAGS = {
  MASQUE_PS: 'Masqué aux professionnels de Santé',
  INVISIBLE_PATIENT: 'Document Non Visible par le patient',
  INVISIBLE_REP_LEGAUX: 'Non visible par les représentants Légaux du patient',
  CONNEXION_SECRETE: 'Connexion Secrete',
  MODIF_CONF_CODE: 'Modification Confidentiality Code',
  DESTDMP: 'Destinataire DMP',
  DESTMSSANTEPS: 'Destinataire (Professionnel de Santé, organisation ou BAL applicative)',
  DESTMSSANTEPAT: 'Destinataire Patient',
  ACK_RECEPTION: 'Accusé de réception',
  ACK_LECTURE_MSS: 'Accusé de lecture',
} as const;

/** Code of one of the ten metadata. */
export type DocumentFlag = keyof typeof DOCUMENT_FLAGS;

/** The ten codes in their order. */
export const DOCUMENT_FLAG_ORDER = Object.keys(DOCUMENT_FLAGS) as readonly DocumentFlag[];

/** The values of the ten metadata. */
export type DocumentFlags = Record<DocumentFlag, boolean>;

/** All ten at N, but those given. */
export function documentFlags(raised: Partial<DocumentFlags> = {}): DocumentFlags {
  const none = Object.fromEntries(DOCUMENT_FLAG_ORDER.map((flag) => [flag, false])) as DocumentFlags;
  return { ...none, ...raised };
}

/** Writes one metadata: `CE` in an ORU, `CWE` in an MDM. */
export function writeFlag(sequence: number, type: 'CE' | 'CWE', flag: DocumentFlag, raised: boolean): Er7Segment {
  return er7Segment('OBX', {
    1: String(sequence),
    2: type,
    3: er7Field(flag, DOCUMENT_FLAGS[flag], 'MetaDMPMSS'),
    5: er7Field(raised ? 'Y' : 'N', '', 'expandedYes-NoIndicator'),
    11: 'F',
  });
}

/** Reads the metadata that are there; a value other than Y and N counts as absent. */
export function readFlags(observations: readonly Er7Segment[]): Partial<DocumentFlags> {
  const flags: Partial<DocumentFlags> = {};
  for (const obx of observations) {
    const said = valueOf(obx, '3');
    const code = DOCUMENT_FLAG_ORDER.find((flag) => flag === said);
    const value = valueOf(obx, '5');
    if (code !== undefined && (value === 'Y' || value === 'N')) flags[code] ??= value === 'Y';
  }
  return flags;
}
