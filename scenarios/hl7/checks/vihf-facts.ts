import { openDirectory } from '../../../fixtures/directory/directory.js';
import { registryOf, type Registry } from '../../../fixtures/directory/registry.js';
import { type Er7Message, fieldOf, segmentsOf, valueOf } from '../../../mocks/wire/er7.js';
import { finessProblems } from '../../../mocks/wire/finess-number.js';
import { roleOf } from '../../../mocks/wire/hl7-participation.js';
import type { Breach } from '../../cda/index.js';
import type { MessageContext } from '../message-context.js';
import { type RuleList, ruleList, shown } from './rule-list.js';
import { placeOf } from './structure.js';

let opened: Registry | undefined;

/** The registers of the bench: structures of the roster, and synthetic ones. */
function registry(): Registry {
  return (opened ??= registryOf(openDirectory('tiny')));
}

/**
 * What the PFI needs for the VIHF of the DMP feeding: the geographic FINESS of the sender in PRT-8.10 with its type in
 * PRT-8.7, and the professional (PRT-5) or the device (PRT-10). Requirement DMP/CONF.12, hl7v2-pfi-cda.md §3, §10.
 */
export function vihfBreaches(message: Er7Message, { strict, benchStructures = false }: MessageContext): Breach[] {
  const rules = ruleList(strict);
  const senders = segmentsOf(message, 'PRT').filter((prt) => roleOf(prt) === 'SB');
  const [sender] = senders;
  rules.must(sender !== undefined, 'PRT de l’émetteur (SB) absent', 'PRT of the sender (SB) missing', 'PRT-4');
  if (!sender) return rules.breaches;
  const where = placeOf(message, sender);
  rules.must(senders.length === 1, `${senders.length} émetteurs`, `${senders.length} senders`, 'PRT-4');
  rules.must(
    valueOf(sender, '5.1') !== '' || valueOf(sender, '10') !== '',
    'ni professionnel (PRT-5.1) ni dispositif (PRT-10.1)',
    'neither professional (PRT-5.1) nor device (PRT-10.1)',
    `${where}-5.1`,
  );
  rules.must(fieldOf(sender, 8) !== '', 'structure (PRT-8) absente', 'structure (PRT-8) missing', `${where}-8`);
  if (fieldOf(sender, 8) !== '')
    finessRules(rules, valueOf(sender, '8.7'), valueOf(sender, '8.10').trim(), { where, benchStructures });
  return rules.breaches;
}

function finessRules(
  rules: RuleList,
  type: string,
  id: string,
  { where, benchStructures }: { where: string; benchStructures: boolean },
): void {
  const at = `${where}-8.10`;
  rules.must(
    ['FINEG', 'FINEJ', 'IDNST'].includes(type),
    `type ${shown(type).fr} : FINEG ou IDNST`,
    `type ${shown(type).en}: FINEG or IDNST`,
    `${where}-8.7`,
  );
  rules.must(id !== '', 'FINESS absent', 'FINESS missing', at);
  if (id === '') return;
  rules.advised(
    type !== 'FINEJ',
    'FINESS de l’entité juridique (FINEJ) : le géographique est attendu',
    'FINESS of the legal entity (FINEJ): the geographic one is expected',
    `${where}-8.7`,
  );
  const prefixed = type === 'IDNST' || id.length === 10;
  const shaped = type === 'IDNST' ? /^1.{9}$/.test(id) : id.length === 9;
  rules.tolerated(
    shaped,
    `« ${id} » : ${type === 'IDNST' ? '1 suivi du FINESS' : '9 caractères'} attendus`,
    `"${id}": ${type === 'IDNST' ? '1 followed by the FINESS' : '9 characters'} expected`,
    at,
  );
  const finess = prefixed ? id.slice(1) : id;
  const form = finessProblems(finess).find(({ problem }) => problem === 'form' || problem === 'key');
  rules.tolerated(
    form === undefined,
    `« ${finess} » n’est pas un FINESS : ${form?.problem === 'key' ? 'clé fausse' : 'forme fausse'}`,
    `"${finess}" is no FINESS: ${form?.problem === 'key' ? 'wrong key' : 'wrong shape'}`,
    at,
  );
  const known = registry().finess(finess);
  rules.must(
    !benchStructures || known !== undefined,
    `FINESS ${finess} inconnu du registre`,
    `FINESS ${finess} unknown to the register`,
    at,
  );
  rules.must(
    known === undefined || type === 'FINEJ' || known.kind === 'EG',
    `FINESS ${finess} d’une entité juridique donné comme géographique`,
    `FINESS ${finess} of a legal entity given as a geographic one`,
    at,
  );
}
