import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  type Rule,
  type Text,
  text,
  verify,
} from '../../harness/index.js';

const check = (id: string, title: Text, rule: Rule): CheckDeclaration => ({ id: `ssi.accounts.${id}`, title, rule });
const IAM83 = { reference: 'REM SSI/IAM.83', confidence: 'stated' } as const;
const IAM88 = { reference: 'REM SSI/IAM.88', confidence: 'stated' } as const;
const IAM94 = { reference: 'REM SSI/IAM.94', confidence: 'stated' } as const;

const SYNC_IDENTITY = check(
  'synchronised-identity',
  text('L’identité suit l’annuaire', 'The identity follows the directory'),
  IAM83,
);
const SYNC_PERMISSIONS = check(
  'synchronised-permissions',
  text('Les permissions suivent l’annuaire', 'Permissions follow the directory'),
  IAM83,
);
const BULK = check(
  'file-applied',
  text('Le fichier crée, modifie et supprime des comptes', 'The file creates, changes and deletes accounts'),
  IAM88,
);
const BULK_PERMISSIONS = check(
  'file-permissions-applied',
  text('Le fichier modifie les permissions', 'The file changes permissions'),
  IAM88,
);
const EXTRACTED = check('extracted', text('Les comptes sont tous extraits', 'All accounts are extracted'), IAM94);
const EXTRACTED_PERMISSIONS = check(
  'extracted-permissions',
  text('Les permissions sont extraites', 'Permissions are extracted'),
  IAM94,
);

/** An account as its page shows it. */
export interface ShownAccount {
  found: boolean;
  familyName: string;
  givenName: string;
  permissions: readonly string[];
}

/** After a synchronisation the page shows the identity of the directory. */
export function checkSynchronisedIdentity(
  shown: ShownAccount,
  wanted: { familyName: string; givenName: string },
): Finding {
  const holds = same(shown.familyName, wanted.familyName) && same(shown.givenName, wanted.givenName);
  return verify(SYNC_IDENTITY, holds, {
    expected: `${wanted.familyName} ${wanted.givenName}`,
    received: `${shown.familyName} ${shown.givenName}`,
  });
}

/** After a synchronisation the page shows the permissions of the directory, and no other. */
export function checkSynchronisedPermissions(shown: readonly string[], wanted: readonly string[]): Finding {
  return verify(SYNC_PERMISSIONS, sameSet(shown, wanted), { expected: wanted.join(', '), received: shown.join(', ') });
}

/** One account the file was to create, change or delete: what the second extraction and its page say of it. */
export interface AppliedAccount {
  what: 'created' | 'changed' | 'removed';
  /** Family name it has afterwards; '' when it was to be removed. */
  familyName: string;
  /** Cells or lines of the extraction. */
  extracted: readonly string[] | undefined;
  shown: ShownAccount;
}

/** Extraction and screen agree that the file was applied. */
export function checkFileApplied(accounts: readonly AppliedAccount[]): Finding {
  const wrong = accounts.filter((account) => !isApplied(account));
  const words = {
    created: text('création', 'creation'),
    changed: text('modification', 'change'),
    removed: text('suppression', 'deletion'),
  };
  return verify(BULK, wrong.length === 0, {
    expected: text('création, modification et suppression faites', 'creation, change and deletion done'),
    received: joinTexts(
      wrong.map(({ what }) => joinTexts([words[what], text('pas faite', 'not done')], ' ')),
      ', ',
      text('toutes faites', 'all done'),
    ),
  });
}

/** The page shows the new permissions, and the account's extract is not what it was. */
export function checkFilePermissions(
  shown: readonly string[],
  wanted: readonly string[],
  extracts: { before: readonly string[] | undefined; after: readonly string[] | undefined },
): Finding {
  const changed = isChanged(extracts);
  return verify(BULK_PERMISSIONS, sameSet(shown, wanted) && changed, {
    expected: wanted.join(', '),
    received: changed ? shown.join(', ') : text('l’extraction est restée la même', 'the extraction stayed the same'),
  });
}

/** Every account is in the extraction, disabled ones included. Logins by what they are. */
export function checkExtracted(found: Readonly<Record<'active' | 'disabled', readonly string[] | undefined>>): Finding {
  const missing = (['active', 'disabled'] as const).filter((state) => found[state] === undefined);
  return verify(EXTRACTED, missing.length === 0, {
    expected: text('un compte actif et un compte désactivé', 'an active and a disabled account'),
    received:
      missing.length === 0
        ? text('les deux', 'both')
        : text(`absent : ${missing.join(', ')}`, `missing: ${missing.join(', ')}`),
  });
}

/** What is extracted of an account changes with its permissions. */
export function checkExtractedPermissions(extracts: {
  before: readonly string[] | undefined;
  after: readonly string[] | undefined;
}): Finding {
  const changed = isChanged(extracts);
  return verify(EXTRACTED_PERMISSIONS, changed, {
    expected: text('l’extraction dit la permission changée', 'the extraction tells the changed permission'),
    received: changed ? text('elle la dit', 'it does') : text('elle est restée la même', 'it stayed the same'),
  });
}

function isApplied({ what, familyName, extracted, shown }: AppliedAccount): boolean {
  if (what === 'removed') return extracted === undefined && !shown.found;
  const inFile = extracted?.some((cell) => cell.toUpperCase().includes(familyName.toUpperCase())) === true;
  return inFile && shown.found && same(shown.familyName, familyName);
}

function isChanged({ before, after }: { before: readonly string[] | undefined; after: readonly string[] | undefined }) {
  return before !== undefined && after !== undefined && before.join('\n') !== after.join('\n');
}

function same(a: string, b: string): boolean {
  return a.trim().toUpperCase() === b.toUpperCase();
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join('\n') === b.toSorted().join('\n');
}
