import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openPatientRecord } from '../../../../scenarios/dmp/actions/consultation.js';
import { defineAction } from '../../../../scenarios/harness/action.js';
import { operatorRequest } from '../../../../scenarios/harness/operator.js';
import { providedFile } from '../../../../scenarios/harness/provided-file.js';
import { text } from '../../../../scenarios/harness/text.js';

describe('what the operator is asked', () => {
  test('is one typed question per field of the observation, in the language of the run', () => {
    const action = defineAction({
      name: 'look',
      theme: 'test',
      title: text('Regarder', 'Look'),
      instructions: () => text('Regardez.', 'Look.'),
      input: z.object({}),
      observation: z.object({
        seen: z.boolean().meta({ fr: 'Vu ?', en: 'Seen?' }),
        count: z.number(),
        state: z.enum(['on', 'off']),
        rows: z.array(z.object({ title: z.string().meta({ fr: 'Titre', en: 'Title' }) })),
        words: z.array(z.string()),
        export: providedFile.meta({ fr: 'Export', en: 'Export' }),
      }),
      requests: [],
    });
    expect(operatorRequest(action, {}, 'A.01', 'fr')).toEqual({
      scenario: 'A.01',
      action: 'look',
      title: 'Regarder',
      instructions: 'Regardez.',
      questions: [
        { field: 'seen', label: 'Vu ?', kind: 'boolean' },
        { field: 'count', label: 'count', kind: 'number' },
        { field: 'state', label: 'state', kind: 'choice', choices: ['on', 'off'] },
        { field: 'rows', label: 'rows', kind: 'rows', fields: [{ field: 'title', label: 'Titre', kind: 'text' }] },
        { field: 'words', label: 'words', kind: 'rows', fields: [{ field: '', label: '', kind: 'text' }] },
        { field: 'export', label: 'Export', kind: 'file' },
      ],
    });
  });

  test('has a French and an English label for every field of the record-opening observation', () => {
    const input = { patient: { key: 'k', ins: '1', name: 'N' } };
    const labels = (lang: 'fr' | 'en') => {
      const all: string[] = [];
      const walk = (questions: { field: string; label: string; fields?: never[] }[]): void => {
        for (const question of questions) {
          if (question.field !== '')
            all.push(question.label === question.field ? `!${question.field}` : question.label);
          walk(question.fields ?? []);
        }
      };
      walk(operatorRequest(openPatientRecord, input, 'X', lang).questions as never);
      return all;
    };
    expect(labels('fr').filter((label) => label.startsWith('!'))).toEqual([]);
    expect(labels('en').filter((label) => label.startsWith('!'))).toEqual([]);
  });
});
