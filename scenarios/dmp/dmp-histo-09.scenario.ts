import { historyIndicatorScenario } from './history-indicator.js';

/** The indicator of the feeding of historical documents. */
export const indicator = historyIndicatorScenario('DMP/HISTO.09', { alsoUnfed: false });
