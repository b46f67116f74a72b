import { createHash } from 'node:crypto';
import { finessNumber } from '../../mocks/wire/finess-number.js';
import { luhnKey } from '../../mocks/wire/identifiers.js';
import { sirenNumber, siretNumber } from '../../mocks/wire/siret-number.js';
import { defineScenario, text } from '../harness/index.js';
import { declareThirdParty, type ThirdPartyInput } from './actions/third-parties.js';
import { checkIdentified } from './checks/third-parties.js';

const PROOF = 'SSI/IE.42.01.01';

/** Third-party structures are identified by FINESS, SIREN or SIRET, or RPPS rank. */
export const thirdPartiesIdentified = defineScenario({
  requirement: 'SSI/IE.42',
  id: 'SSI/IE.42.01',
  title: text('Identifier les structures tierces', 'Identify third-party structures by number'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(
      text('Déclarer une structure par nature de numéro', 'Declare a structure by kind of number'),
      async () => {
        const tries: (ThirdPartyInput & { created: boolean; numberShown: string })[] = [];
        for (const structure of structuresOf(t.runKey)) {
          tries.push({ ...structure, ...(await t.act(declareThirdParty, structure)) });
        }
        t.check(PROOF, checkIdentified(tries));
      },
    );
  },
});

/** Structures of this run, their numbers valid and in the ranges of fiction (annuaire.md §5). */
function structuresOf(runKey: string): ThirdPartyInput[] {
  const drawn = createHash('sha256').update(`${runKey} ie42`).digest().readUInt32BE(0);
  const three = String(drawn % 1000).padStart(3, '0');
  const rpps10 = `9979${String(drawn % 1_000_000).padStart(6, '0')}`;
  const numbers = {
    finess: finessNumber(`75099${three}`),
    siret: siretNumber(sirenNumber(`00000${three}`), 1),
    'rpps-rang': `${rpps10}${luhnKey(rpps10)}001`,
  } as const;
  return (['finess', 'siret', 'rpps-rang'] as const).map((kind) => ({
    kind,
    number: numbers[kind],
    name: `STRUCTURE TIERCE ${runKey} ${kind}`.toUpperCase(),
  }));
}
