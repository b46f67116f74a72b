import { z } from 'zod';
import { reportSchema } from './model.js';

/**
 * The published JSON Schema of report.json (docs/reference/report.schema.json). It lets unknown fields pass, as our own
 * reader does: a later bench may add optional ones without a new version.
 */
export function reportJsonSchema(): object {
  return {
    $id: 'banc-report/1',
    title: 'Banc Ségur, rapport de preuve',
    description:
      'Rapport d’une campagne : exigence → scénario → étapes → preuves → vérifications. Version banc-report/1.',
    ...z.toJSONSchema(reportSchema, { io: 'input' }),
  };
}
