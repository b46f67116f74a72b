import type { RequirementResult } from '../../reporters/model.js';
import { at, check, proof, requirement, scenario } from './report-parts.js';
import { action, type SampleKit, step } from './sample-kit.js';

/** Requirements that need a person: failed, to review, interrupted, not run, fault of the bench. */
export function attentionRequirements({ say, shot, wire, open, patient }: SampleKit): RequirementResult[] {
  return [
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
  ];
}
