import { DOCUMENT_TYPES } from '../../fixtures/documents/document-types.js';
import type { HistorySettings } from './actions/history-feeding.js';

/** Care unit of the scenarios about the automatic feeding of historical documents: they never touch another one. */
export const UNIT = 'REPRISE';

/** Every filter on, every type, five years, launched by hand, four a second. */
export const ORDINARY_SETTINGS: HistorySettings = {
  unit: UNIT,
  filters: { notDeceased: true, qualifiedIns: true, notAlreadyFed: true, noOpposition: true },
  typeCodes: DOCUMENT_TYPES.map((type) => type.typeCode),
  depthMonths: 60,
  trigger: 'Lancement manuel',
  maxPerSecond: 4,
};
