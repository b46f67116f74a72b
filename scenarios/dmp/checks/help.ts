import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';

const HELP: CheckDeclaration = {
  id: 'dmp.ux45.help',
  title: text(
    'Une aide est proposée sur la consultation du DMP et sur la recherche dans le DMP',
    'A help is offered on DMP consultation and on DMP search',
  ),
  rule: { reference: 'REM DMP/UX.45', confidence: 'stated' },
};

/** Both topics have a text. */
export function checkHelp(help: { consultation: string; search: string }): Finding {
  const topics = [
    { words: text('consultation', 'consultation'), content: help.consultation },
    { words: text('recherche', 'search'), content: help.search },
  ];
  const missing = topics.filter(({ content }) => content.trim() === '');
  return verify(HELP, missing.length === 0, {
    expected: text('un texte d’aide sur chaque sujet', 'a help text on each topic'),
    received:
      missing.length === 0
        ? topics.map(({ content }) => content.slice(0, 200)).join(' | ')
        : joinTexts([text('aucune aide sur', 'no help on'), joinTexts(missing.map(({ words }) => words))], ' '),
    locator: text('pages d’aide du logiciel', 'help pages of the product'),
  });
}
