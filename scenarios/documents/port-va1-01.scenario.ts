import { defineScenario, text } from '../harness/index.js';
import { judgePaper } from '../record/index.js';
import { PAPERS } from './papers.js';

/** The documentation of the portability export. */
export const portability = defineScenario({
  requirement: 'PORT/va1.01',
  id: 'PORT/va1.01.01',
  title: text('Documentation de l’export de portabilité', 'Documentation of the portability export'),
  actor: 'dpi',
  drive: 'document',
  proofs: [PAPERS.portability.proof],
  holds: [],
  async run(t) {
    await t.step(text('Remettre la documentation', 'Hand over the documentation'), () =>
      judgePaper(t, PAPERS.portability),
    );
  },
});
