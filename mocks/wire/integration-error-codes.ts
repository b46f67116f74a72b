/** Application errors of ERR-5 (mssante.md §7.5); the published list is indicative and may grow. */
export const APPLICATION_ERRORS: Readonly<Record<string, string>> = {
  '900': 'Version du document à remplacer ou à supprimer incorrecte',
  '901': 'Auteur non habilité à remplacer ou à supprimer le document',
  '902': 'Identifiant patient inconnu',
  '903': 'Absence d’INS dans le document',
  '904': 'INS différente de celle du dossier local',
  '905': 'Traits de l’INS incomplets',
  '906': 'Autre erreur',
};

/** Message errors of ERR-3 (mssante.md §7.5). */
export const MESSAGE_ERRORS = ['100', '101', '102', '103', '198', '199', '200', '201', '202', '203', '207'] as const;

/** True for a code of one of the two tables. */
export function isKnownErrorCode(code: string): boolean {
  return Object.hasOwn(APPLICATION_ERRORS, code) || (MESSAGE_ERRORS as readonly string[]).includes(code);
}

/** The first error code of a text, with its label when `code^label` is written; undefined when there is none. */
export function errorCodeIn(words: string): { code: string; label: string | undefined } | undefined {
  const found = /(?:^|[^\d/.-])(9\d\d|[12]\d\d)(?![\d/.:-]*\d)(?:\^([^^|\r\n]*))?/.exec(words);
  if (found?.[1] === undefined) return undefined;
  const label = found[2]?.trim();
  return { code: found[1], label: label === undefined || label === '' ? undefined : label };
}
