import { defineScenario, type Scenario, type Text, text } from '../harness/index.js';
import { judgePaper, type Paper } from '../record/index.js';

/** A scenario whose proofs are all papers, for a DPI and a PFI alike. Its id is `<requirement>.01`. */
export function documentScenario(requirement: string, title: Text, papers: readonly Paper[]): Scenario {
  return defineScenario({
    requirement,
    id: `${requirement}.01`,
    title,
    actor: 'both',
    drive: 'document',
    proofs: papers.map(({ proof }) => proof),
    holds: [],
    async run(t) {
      for (const paper of papers) {
        await t.step(text(`Remettre ${paper.what.fr}`, `Hand over ${paper.what.en}`), () => judgePaper(t, paper), [
          paper.proof,
        ]);
      }
    },
  });
}
