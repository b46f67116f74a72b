import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import { folded, type Line } from '../oracle.js';

const rule = { reference: 'REM MSS/UX.10', confidence: 'stated' } as const;
const PROPOSED: CheckDeclaration = {
  id: 'annuaire.recipient.proposed',
  title: text(
    'Le professionnel est listé et l’écran propose de lui écrire aux adresses publiées pour ce lieu, et à aucune s’il n’en a pas',
    'The professional is listed and the screen offers to write to their addresses at this place, and to none if they have none',
  ),
  rule,
};
const CHOSEN: CheckDeclaration = {
  id: 'annuaire.recipient.chosen',
  title: text('L’adresse choisie est destinataire du message', 'The address chosen is a recipient of the message'),
  rule,
};

/** A recipient taken from the directory. `line` is where they were searched for. */
export function checkRecipient(
  observed: { listed: boolean; proposed: readonly string[]; recipients: readonly string[] },
  line: Line,
): Finding[] {
  const { listed, proposed, recipients } = observed;
  const { professional, boxes, personalBoxes } = line;
  const name = `${professional.familyName} ${professional.givenNames[0] ?? ''}`;
  const rightful = boxes.map(folded);
  const wrong = proposed.filter((address) => !rightful.includes(folded(address)));
  const missing = personalBoxes.filter((address) => !proposed.map(folded).includes(folded(address)));
  const [first] = proposed;
  return [
    verify(PROPOSED, listed && wrong.length + missing.length === 0, {
      expected: boxes.length === 0 ? text('aucune adresse', 'no address') : boxes.join(', '),
      received: listed
        ? proposed.length === 0
          ? text('aucune adresse', 'no address')
          : proposed.join(', ')
        : text('absent de la liste', 'not in the list'),
      locator: name,
    }),
    ...(first === undefined
      ? []
      : [
          verify(CHOSEN, recipients.map(folded).includes(folded(first)), {
            expected: first,
            received: recipients.length === 0 ? text('aucun destinataire', 'no recipient') : recipients.join(', '),
            locator: name,
          }),
        ]),
  ];
}
