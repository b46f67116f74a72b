import type { RequirementResult } from '../../reporters/model.js';
import { at, check, proof, requirement, scenario } from './report-parts.js';
import { action, type SampleKit, step } from './sample-kit.js';

/** Requirements that hold: plain, with a remark, as a rule of a guide. */
export function greenRequirements({ say, shot, wire, open, patient }: SampleKit): RequirementResult[] {
  return [
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
}
