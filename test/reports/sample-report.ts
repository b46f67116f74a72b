import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ActionResult, Evidence, ExchangeView, Report, StepResult, Verdict } from '../../reporters/model.js';
import { at, check, exchange, proof, report, requirement, scenario } from './report-parts.js';
import { screenPicture, sha256 } from './screen-picture.js';

/** A report as a campaign gives it, and the files of its run folder by relative path. */
export interface Sample {
  report: Report;
  files: ReadonlyMap<string, Buffer>;
}

/**
 * A campaign with everything a reader may meet: passes, a failure, a review, a remark, an interrupted scenario, one
 * that was not run, a fault of the bench, pictures, and 40 exchanges of which some are unexpected, faulty or tolerated.
 */
export function sampleReport(lang: Report['lang'], run: Partial<Report['run']> = {}): Sample {
  const files = new Map<string, Buffer>();
  const say = (fr: string, en: string) => (lang === 'fr' ? fr : en);
  const shot = (name: string, title: string, ms: number): Evidence => {
    const path = `evidence/${name}.png`;
    const bytes = files.get(path) ?? screenPicture(files.size + 1);
    files.set(path, bytes);
    return {
      kind: 'screenshot',
      title,
      path,
      sha256: sha256(bytes),
      size: bytes.length,
      mediaType: 'image/png',
      at: at(ms),
      declaredBy: 'bench',
    };
  };
  const wire = (id: string, title: string): Evidence => ({
    kind: 'exchange',
    title,
    exchange: id,
    at: at(0),
    declaredBy: 'bench',
  });
  const open = say('Ouvrir le dossier du patient', 'Open the patient record');
  const patient = 'MARTIN Jeanne (INS 2 58 06 99 999 123 45)';
  const exchanges = sampleExchanges(lang, files);

  const requirements = [
    requirement(
      'CDA/DD.05',
      say(
        'Annoncer une version plus récente d’un document intégré',
        'Announce a newer version of an integrated document',
      ),
      [
        scenario(
          'CDA/DD.05.01',
          say('Une version plus récente est dans le DMP', 'A newer version is in the DMP'),
          [
            proof(
              'CDA/DD.05.01.01',
              [
                check(
                  'dmp.notice.newer-version',
                  say('L’avis est affiché à l’ouverture, sans clic', 'The notice shows at opening, without a click'),
                  'pass',
                  {
                    expected: say('un avis « version plus récente »', 'a "newer version" notice'),
                    received: say(
                      'Une version plus récente de « Compte rendu d’hospitalisation » est disponible',
                      'A newer version of "Discharge letter" is available',
                    ),
                    locator: say('écran du dossier, bandeau des avis', 'record screen, notices banner'),
                    source: { reference: 'REM CDA/DD.05', confidence: 'stated' },
                  },
                ),
                check(
                  'dmp.td3-2.before-integration',
                  say(
                    'La nouvelle version est lue dans le DMP par TD3.2',
                    'The newer version is read from the DMP with TD3.2',
                  ),
                  'pass',
                  { expected: 'TD3.2', received: 'TD3.2, HTTP 200', exchange: 'x000005' },
                ),
              ],
              [
                shot(
                  'cda-dd-05-01-avis',
                  say('Dossier ouvert : avis de nouvelle version', 'Record open: newer-version notice'),
                  2_000,
                ),
                shot(
                  'cda-dd-05-01-versions',
                  say('Les deux versions dans le dossier', 'Both versions in the record'),
                  4_000,
                ),
                wire('x000003', say('Recherche des documents', 'Document search')),
                wire('x000005', say('Lecture de la nouvelle version', 'Reading of the newer version')),
              ],
            ),
          ],
          {
            precondition: say(
              'Le dossier local contient la version 1 d’un document intégré depuis le DMP ; le DMP contient la version 2.',
              'The local record holds version 1 of a document integrated from the DMP; the DMP holds version 2.',
            ),
            steps: [
              step(say('Préparer le DMP', 'Prepare the DMP'), 'not-applicable', 0, 180, [], []),
              step(
                open,
                'pass',
                400,
                2_300,
                [action('openPatientRecord', open, patient, 420, 2_000)],
                ['x000001', 'x000002', 'x000003'],
              ),
              step(
                say('Intégrer la nouvelle version', 'Integrate the newer version'),
                'pass',
                2_800,
                1_400,
                [
                  action(
                    'integrateNewVersion',
                    say('Intégrer en gardant l’ancienne', 'Integrate, keeping the old one'),
                    patient,
                    2_820,
                    4_000,
                  ),
                ],
                ['x000004', 'x000005'],
              ),
            ],
          },
        ),
      ],
      {
        theme: 'CDA',
        text: say(
          'À l’ouverture du dossier, sans action de l’utilisateur ni blocage, signaler qu’un document déjà intégré a une version plus récente dans le DMP, ou n’y est plus accessible.',
          'When the record opens, with no user action and no blocking, tell that an integrated document has a newer version in the DMP, or is no longer accessible there.',
        ),
        clarifications: [
          say(
            'L’avis porte sur tous les documents intégrés du patient, pas seulement sur celui qui est affiché.',
            'The notice covers every integrated document of the patient, not only the one displayed.',
          ),
        ],
      },
    ),
    requirement(
      'DMP/UX.08',
      say('Vérifier le droit d’accès avant toute consultation', 'Check the access right before any consultation'),
      [
        scenario(
          'DMP/UX.08.01',
          say('TD0.2 ou TD0.4 précède la consultation', 'TD0.2 or TD0.4 comes before the consultation'),
          [
            proof(
              'DMP/UX.08.01.01',
              [
                check(
                  'dmp.right-checked-first',
                  say(
                    'Un test d’existence précède la première recherche',
                    'An existence test comes before the first search',
                  ),
                  'fail',
                  {
                    failureClass: 'non-conformity',
                    message: say(
                      'La recherche de documents part avant que le droit du professionnel sur ce DMP soit connu.',
                      'The document search leaves before the right of the professional on this DMP is known.',
                    ),
                    expected: say('TD0.2 ou TD0.4, puis TD3.1', 'TD0.2 or TD0.4, then TD3.1'),
                    received: say(
                      'TD3.1a (x000012), puis TD0.2 (x000013), 212 ms plus tard',
                      'TD3.1a (x000012), then TD0.2 (x000013), 212 ms later',
                    ),
                    locator: '/soap:Envelope/soap:Body/query:AdhocQueryRequest/rim:AdhocQuery/@id',
                    exchange: 'x000012',
                    source: { reference: 'REM DMP/UX.08 ; GI DMP EX_3.1-1040', confidence: 'stated' },
                  },
                ),
                check(
                  'dmp.soap.action',
                  say(
                    'L’en-tête wsa:Action est celui de la transaction',
                    'Header wsa:Action is that of the transaction',
                  ),
                  'pass',
                  {
                    expected: 'urn:ihe:iti:2007:RegistryStoredQuery',
                    received: 'urn:ihe:iti:2007:RegistryStoredQuery',
                    locator: '/soap:Envelope/soap:Header/wsa:Action',
                    exchange: 'x000012',
                  },
                ),
              ],
              [
                shot('dmp-ux-08-01-dossier', say('Dossier ouvert', 'Record open'), 22_000),
                wire('x000012', say('Recherche partie trop tôt', 'Search sent too early')),
                wire('x000013', say('Test d’existence', 'Existence test')),
              ],
            ),
          ],
          {
            startedAt: at(20_000),
            steps: [
              step(
                open,
                'fail',
                20_100,
                2_900,
                [action('openPatientRecord', open, patient, 20_120, 22_800)],
                ['x000012', 'x000013', 'x000014'],
              ),
            ],
          },
        ),
      ],
      { wording: 'draft', failureClass: 'non-conformity' },
    ),
    requirement(
      'DMP/UX.12',
      say('Afficher l’état du DMP sans clic', 'Show the DMP status without a click'),
      [
        scenario(
          'DMP/UX.12.01',
          say('DMP ouvert, fermé, inexistant', 'DMP open, closed, missing'),
          [
            proof(
              'DMP/UX.12.01.01',
              [
                check(
                  'dmp.status.icon',
                  say('L’icône suit le guide d’interopérabilité', 'The icon follows the interoperability guide'),
                  'review',
                  {
                    message: say(
                      'Comparer l’icône affichée à celle du guide.',
                      'Compare the icon shown with that of the guide.',
                    ),
                    expected: say('icône « DMP ouvert, accès autorisé »', 'icon "DMP open, access granted"'),
                    received: say('état « ouvert » ; dessin à apprécier', 'status "open"; drawing to be judged'),
                    locator: say('écran du dossier, bandeau patient', 'record screen, patient banner'),
                    source: { reference: 'GIE DMP § 4.2', confidence: 'inferred' },
                  },
                ),
              ],
              [
                shot('dmp-ux-12-01-etat', say('Bandeau patient', 'Patient banner'), 41_000),
                {
                  kind: 'attestation',
                  title: say('État affiché', 'Status shown'),
                  text: say(
                    '« DMP ouvert — accès autorisé », lu à voix haute par l’opérateur.',
                    '"DMP open — access granted", read aloud by the operator.',
                  ),
                  at: at(41_500),
                  declaredBy: 'operator',
                },
                {
                  kind: 'film',
                  title: say('Film de l’ouverture', 'Film of the opening'),
                  path: 'evidence/dmp-ux-12-01.webm',
                  size: 1_843_200,
                  sha256: 'c0de'.repeat(16),
                  mediaType: 'video/webm',
                  at: at(42_000),
                  declaredBy: 'bench',
                },
              ],
            ),
          ],
          {
            drive: 'operator',
            startedAt: at(40_000),
            durationMs: 12_700,
            steps: [
              step(
                open,
                'review',
                40_100,
                12_400,
                [action('openPatientRecord', open, patient, 40_120, 52_400, 'operator')],
                ['x000020'],
              ),
            ],
          },
        ),
      ],
      { wording: 'draft' },
    ),
    requirement(
      'DMP/AIRS.06',
      say('Transmettre l’identifiant national de l’utilisateur', 'Send the national identifier of the user'),
      [
        scenario(
          'DMP/AIRS.06.01',
          say(
            'Le VIHF porte le RPPS du professionnel connecté',
            'The VIHF carries the RPPS of the signed-in professional',
          ),
          [
            proof(
              'DMP/AIRS.06.01.02',
              [
                check(
                  'dmp.vihf.name-id',
                  say('NameID est le RPPS du professionnel', 'NameID is the RPPS of the professional'),
                  'pass',
                  {
                    expected: '899700218896',
                    received: '899700218896',
                    locator: '//saml:Subject/saml:NameID',
                    exchange: 'x000025',
                  },
                ),
                check(
                  'dmp.vihf.validity',
                  say('La durée du VIHF est raisonnable', 'The validity of the VIHF is reasonable'),
                  'warning',
                  {
                    message: say(
                      'Une heure convient, mais le guide conseille cinq minutes.',
                      'One hour is accepted, but the guide advises five minutes.',
                    ),
                    expected: 'PT5M',
                    received: 'PT1H',
                    locator: '//saml:Conditions/@NotOnOrAfter',
                    exchange: 'x000025',
                    source: { reference: 'GI DMP § 3.3.2', confidence: 'unconfirmed' },
                  },
                ),
              ],
              [wire('x000025', 'TD0.2')],
              ['soap_message'],
            ),
          ],
          {
            startedAt: at(60_000),
            steps: [
              step(
                open,
                'warning',
                60_100,
                2_100,
                [action('openPatientRecord', open, patient, 60_120, 62_000)],
                ['x000025', 'x000026'],
              ),
            ],
          },
        ),
      ],
      { wording: 'draft' },
    ),
    requirement('DMP/UX.15', say('Compter les nouveaux documents par type', 'Count the new documents per type'), [
      scenario(
        'DMP/UX.15.01',
        say('Le compteur s’affiche sans clic', 'The counter shows without a click'),
        [
          proof('DMP/UX.15.01.01', [
            check('engine.not-reached', say('Vérification atteinte', 'Check reached'), 'not-observed', {
              message: say(
                'Le scénario s’est arrêté avant de vérifier cette preuve.',
                'The scenario stopped before checking this proof.',
              ),
              source: { reference: 'banc-segur', confidence: 'stated' },
            }),
          ]),
        ],
        {
          status: 'interrupted',
          startedAt: at(80_000),
          durationMs: 1_050,
          error: say(
            'Interrompu : la campagne s’est arrêtée pendant ce scénario.',
            'Interrupted: the run stopped during this scenario.',
          ),
          steps: [step(open, 'not-observed', 80_010, 1_040, [], ['x000031'])],
        },
      ),
      scenario(
        'DMP/UX.15.02',
        say('La période est paramétrable', 'The period can be configured'),
        [
          proof('DMP/UX.15.01.01', [
            check('engine.not-reached', say('Vérification atteinte', 'Check reached'), 'not-observed', {
              message: say(
                'Non joué : la campagne s’est arrêtée avant ce scénario.',
                'Not run: the run stopped before this scenario.',
              ),
              source: { reference: 'banc-segur', confidence: 'stated' },
            }),
          ]),
        ],
        { status: 'not-run', durationMs: 0, startedAt: undefined },
      ),
    ]),
    requirement(
      'DMP/UX.10',
      say('Rester utilisable pendant les requêtes DMP', 'Stay usable during DMP requests'),
      [
        scenario(
          'DMP/UX.10.01',
          say('Travailler pendant une requête lente', 'Work during a slow request'),
          [
            proof('DMP/UX.10.01.01', [
              check('engine.completed', say('Scénario mené à son terme', 'Scenario carried to its end'), 'error', {
                failureClass: 'bench',
                message: say('Le navigateur du banc s’est arrêté.', 'The browser of the bench stopped.'),
                source: { reference: 'banc-segur', confidence: 'stated' },
              }),
            ]),
          ],
          { error: 'browserContext.newPage: Target closed', startedAt: at(70_000) },
        ),
      ],
      { failureClass: 'bench', wording: 'draft' },
    ),
    requirement(
      'EX_3.1-2030',
      say('N’appeler TD3.1 qu’avec mesure', 'Call TD3.1 sparingly'),
      [
        scenario(
          'EX_3.1-2030.01',
          say('Une recherche automatique, les suivantes à la demande', 'One automatic search, later ones on request'),
          [
            proof('EX_3.1-2030.01', [
              check(
                'dmp.td3-1.automatic-once',
                say('Une seule recherche automatique à l’ouverture', 'A single automatic search at opening'),
                'pass',
                {
                  expected: say('une seule', 'one only'),
                  received: say('une seule', 'one only'),
                  exchange: 'x000034',
                },
              ),
              check(
                'dmp.td3-1.closed-dmp',
                say('Aucune recherche sur un DMP fermé', 'No search on a closed DMP'),
                'not-applicable',
                {
                  message: say(
                    'Aucun patient au DMP fermé dans ce scénario.',
                    'No patient with a closed DMP in this scenario.',
                  ),
                },
              ),
            ]),
          ],
          { startedAt: at(85_000), durationMs: 3_300 },
        ),
      ],
      { theme: 'DMP', kind: 'rule' },
    ),
  ];
  return { report: report(lang, requirements, exchanges, run), files };
}

/** Writes the files of a sample under a run folder. */
export async function writeSampleFiles(sample: Sample, runDir: string): Promise<void> {
  for (const [path, bytes] of sample.files) {
    await mkdir(dirname(join(runDir, path)), { recursive: true });
    await writeFile(join(runDir, path), bytes);
  }
}

function step(
  title: string,
  verdict: Verdict,
  ms: number,
  durationMs: number,
  actions: ActionResult[],
  exchanges: string[],
): StepResult {
  return { title, verdict, startedAt: at(ms), durationMs, actions, exchanges };
}

function action(
  name: string,
  title: string,
  input: string,
  from: number,
  to: number,
  drivenBy: ActionResult['drivenBy'] = 'adapter',
): ActionResult {
  const observed = {
    dmpStatus: 'open-authorised',
    notices: [
      { kind: 'newer-version', documentTitle: 'Compte rendu d’hospitalisation', offers: ['view', 'integrate'] },
    ],
    newDocuments: { shown: true, byType: [{ typeCode: '34112-3', count: 2 }], invisibleToPatient: 0 },
    localDocuments: [],
  };
  return { name, title, input, observed: JSON.stringify(observed), drivenBy, startedAt: at(from), finishedAt: at(to) };
}

/** Scenario owning each range of exchanges, with when it starts. */
const OWNERS: readonly [last: number, scenario: string | undefined, ms: number][] = [
  [11, 'CDA/DD.05.01', 500],
  [19, 'DMP/UX.08.01', 20_200],
  [24, 'DMP/UX.12.01', 40_200],
  [30, 'DMP/AIRS.06.01', 60_200],
  [33, 'DMP/UX.15.01', 80_100],
  [37, 'EX_3.1-2030.01', 85_100],
  [40, undefined, 90_000],
];

function sampleExchanges(lang: Report['lang'], files: Map<string, Buffer>): ExchangeView[] {
  const say = (fr: string, en: string) => (lang === 'fr' ? fr : en);
  const first = new Map<number, number>();
  return Array.from({ length: 40 }, (_, at0) => {
    const index = at0 + 1;
    const [last, owner, start] = OWNERS.find(([until]) => index <= until) ?? [40, undefined, 90_000];
    if (!first.has(last)) first.set(last, index);
    const search = index % 3 === 0 || index === 12;
    const read = index === 5;
    const transaction = read ? 'td3-2' : search ? 'td3-1a' : 'td0-2';
    const decoded = soapText(transaction, index);
    const path = `bodies/${sha256(Buffer.from(decoded))}`;
    files.set(path, Buffer.from(decoded));
    const summary = {
      'td3-2': say('TD3.2 consultation d’un document — Compte rendu', 'TD3.2 document read — Discharge letter'),
      'td3-1a': say('TD3.1a recherche de documents — 4 résultats', 'TD3.1a document search — 4 results'),
      'td0-2': say(
        'TD0.2 test d’existence — DMP ouvert, accès autorisé',
        'TD0.2 existence test — DMP open, access granted',
      ),
    }[transaction];
    const base = exchange(index, start + (index - (first.get(last) ?? index)) * 212, {
      transaction,
      summary,
      ...(owner === undefined ? {} : { scenario: owner }),
      tls: 'TLSv1.3 · TLS_AES_256_GCM_SHA384 · CN=Hôpital fictif, O=10B0000000',
    });
    const sent = {
      ...base.request,
      decoded,
      bodyPath: path,
      bodySha256: path.slice(7),
      bodySize: Buffer.byteLength(decoded),
    };
    const whole = {
      ...base,
      request: sent,
      response: {
        line: 'HTTP/1.1 200 OK',
        headers: base.request.headers,
        decoded: soapText(`${transaction}-response`, index),
      },
    };
    if (index === 14) return { ...whole, fault: 'delay', durationMs: 3_018 };
    if (index === 22)
      return {
        ...whole,
        tolerated: [say('wsa:MessageID sans préfixe urn:uuid:', 'wsa:MessageID without urn:uuid: prefix')],
      };
    if (index === 39) {
      return {
        ...base,
        transaction: undefined,
        summary: 'GET /favicon.ico',
        request: { line: 'GET /favicon.ico HTTP/1.1', headers: [['Host', 'localhost:8443']] },
        response: undefined,
        unexpected: say('aucune transaction à cette adresse', 'no transaction at this address'),
        masked: ['header authorization'],
      };
    }
    return whole;
  });
}

function soapText(transaction: string, index: number): string {
  const slots = Array.from(
    { length: 6 },
    (_, slot) => `      <rim:Slot name="$XDSDocumentEntry${slot}">
        <rim:ValueList><rim:Value>('2580699999${String(index).padStart(3, '0')}45^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH')</rim:Value></rim:ValueList>
      </rim:Slot>`,
  );
  return `<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope">
  <soap:Header><wsa:Action>${transaction}</wsa:Action></soap:Header>
  <soap:Body>
    <query:AdhocQueryRequest>
${slots.join('\n')}
    </query:AdhocQueryRequest>
  </soap:Body>
</soap:Envelope>`;
}
