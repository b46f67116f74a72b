import { describe, expect, test } from 'vitest';
import { renderConsoleSummary } from '../../reporters/index.js';
import { hostileReport } from './hostile-report.js';
import { largeReport } from './large-report.js';
import { check, proof, report, requirement, scenario } from './report-parts.js';
import { sampleReport } from './sample-report.js';

// No-break spaces would not be seen in a snapshot.
const seen = (text: string) => text.replaceAll('\u00A0', '~');

describe('what the terminal shows at the end of a run', () => {
  test('in French: requirements, what to look at, counts, verdict', () => {
    const { report: sample } = sampleReport('fr', { defects: ['dmp-search-before-right'], status: 'interrupted' });
    const options = { colour: false, width: 90, reportPath: 'runs/2026-11-20/report.html' };
    expect(seen(renderConsoleSummary(sample, options))).toMatchInlineSnapshot(`
      "
      ✔ CDA/DD.05    Annoncer une version plus récente d’un document intégré 1✔ 4,2 s
      ! DMP/AIRS.06  Transmettre l’identifiant national de l’utilisa… [projet de texte] 1! 4,2 s
      ✔ EX_3.1-2030  N’appeler TD3.1 qu’avec mesure 1✔ 3,3 s
      ✗ DMP/UX.08    Vérifier le droit d’accès avant toute consultat… [projet de texte] 1✗ 4,2 s
      ? DMP/UX.12    Afficher l’état du DMP sans clic [projet de texte] 1? 12,7 s
      ○ DMP/UX.15    Compter les nouveaux documents par type 2○ 1,1 s
      ‼ DMP/UX.10    Rester utilisable pendant les requêtes DMP [projet de texte] 1‼ 4,2 s

      À regarder~:

        ‼ DMP/UX.10.01.01 (DMP/UX.10.01, Travailler pendant une requête lente)~: faute du banc
          ‼ Scénario mené à son terme — Le navigateur du banc s’est arrêté.
            règle~: banc-segur (règle écrite)

        ✗ DMP/UX.08.01.01 (DMP/UX.08.01, TD0.2 ou TD0.4 précède la consultation)~: non conforme
          ✗ Un test d’existence précède la première recherche — La recherche de documents part avant que le droit du professionnel sur ce DMP soit connu.
            attendu~: TD0.2 ou TD0.4, puis TD3.1
            reçu~: TD3.1a (x000012), puis TD0.2 (x000013), 212 ms plus tard
            où~: /soap:Envelope/soap:Body/query:AdhocQueryRequest/rim:AdhocQuery/@id
            échange~: x000012
            règle~: REM DMP/UX.08 ; GI DMP EX_3.1-1040 (règle écrite)

        ○ DMP/UX.15.01.01 (DMP/UX.15.01, Le compteur s’affiche sans clic)~: non observé
          ○ Vérification atteinte — Le scénario s’est arrêté avant de vérifier cette preuve.
            règle~: banc-segur (règle écrite)

        ○ DMP/UX.15.01.01 (DMP/UX.15.02, La période est paramétrable)~: non observé
          ○ Vérification atteinte — Non joué : la campagne s’est arrêtée avant ce scénario.
            règle~: banc-segur (règle écrite)

        ? DMP/UX.12.01.01 (DMP/UX.12.01, DMP ouvert, fermé, inexistant)~: à vérifier
          ? L’icône suit le guide d’interopérabilité — Comparer l’icône affichée à celle du guide.
            attendu~: icône « DMP ouvert, accès autorisé »
            reçu~: état « ouvert » ; dessin à apprécier
            où~: écran du dossier, bandeau patient
            règle~: GIE DMP § 4.2 (règle déduite, jamais bloquante)

        ! DMP/AIRS.06.01.02 (DMP/AIRS.06.01, Le VIHF porte le RPPS du professionnel connecté)~: conforme, avec avertissement
          ! La durée du VIHF est raisonnable — Une heure convient, mais le guide conseille cinq minutes.
            attendu~: PT5M
            reçu~: PT1H
            où~: //saml:Conditions/@NotOnOrAfter
            échange~: x000025
            règle~: GI DMP § 3.3.2 (règle non confirmée, jamais bloquante)

      Défauts volontaires du produit de référence~: dmp-search-before-right
      Campagne interrompue : ce qui n’a pas été joué est marqué « non observé ».
      Exigences~: 1 faute du banc, 1 non conforme, 1 non observé, 1 à vérifier, 1 conforme, avec avertissement, 2 conforme
      Preuves~: 1 faute du banc, 1 non conforme, 2 non observé, 1 à vérifier, 1 conforme, avec avertissement, 2 conforme
      Échanges~: 40, dont 1 inattendu
      Rapport~: runs/2026-11-20/report.html

      ‼ FAUTE DU BANC"
    `);
  });

  test('in English, when all is well, there is nothing to look at', () => {
    const { report: sample } = sampleReport('en');
    const green = sample.requirements.filter((one) => one.verdict === 'pass');
    expect(seen(renderConsoleSummary(report('en', green, []), { colour: false }))).toMatchInlineSnapshot(`
      "
      ✔ CDA/DD.05    Announce a newer version of an integrated document 1✔ 4.2 s
      ✔ EX_3.1-2030  Call TD3.1 sparingly 1✔ 3.3 s

      Requirements: 2 conform
      Proofs: 2 conform
      Exchanges: 0, none unexpected

      ✔ CONFORM"
    `);
  });

  test('a failure in English says what was expected, what was received, where and by which rule', () => {
    const failed = check('dmp.a', 'The VIHF carries the RPPS', 'fail', {
      message: 'It carries a local login.',
      expected: '899700218896',
      received: 'dupont',
      locator: '//saml:NameID',
      exchange: 'x000001',
    });
    const one = requirement('DMP/AIRS.06', 'Identify the user', [
      scenario('DMP/AIRS.06.01', 'Real user', [proof('DMP/AIRS.06.01.02', [failed])]),
    ]);
    expect(seen(renderConsoleSummary(report('en', [one], []), { colour: false }))).toMatchInlineSnapshot(`
      "
      ✗ DMP/AIRS.06  Identify the user 1✗ 4.2 s

      To look at:

        ✗ DMP/AIRS.06.01.02 (DMP/AIRS.06.01, Real user): non-conform
          ✗ The VIHF carries the RPPS — It carries a local login.
            expected: 899700218896
            received: dupont
            where: //saml:NameID
            exchange: x000001
            rule: GI DMP EX_3.1-2030 (written rule)

      Requirements: 1 non-conform
      Proofs: 1 non-conform
      Exchanges: 0, none unexpected

      ✗ NON-CONFORM"
    `);
  });

  test('there is not one escape code without colour, even in what the product sent; with colour, ours only', () => {
    const plain = renderConsoleSummary(hostileReport().report, { colour: false });
    expect(plain).not.toContain('\u001b');
    const coloured = renderConsoleSummary(hostileReport().report, { colour: true });
    expect(coloured).toContain('\u001b[31m✗');
    expect(coloured.split('\u001b').length).toBeLessThan(12);
  });

  test('what the product sent never passes for a line of the bench, nor writes over one', () => {
    const forged = 'refusé\n\n✔ CONFORME\rvert';
    const failed = check('dmp.a', forged, 'fail', {
      message: forged,
      received: forged,
      expected: forged,
      locator: forged,
    });
    const one = requirement('DMP/A', forged, [scenario('DMP/A.01', forged, [proof('DMP/A.01.01', [failed])])]);
    const text = renderConsoleSummary(report('fr', [one], [], { errors: [forged] }), { colour: false });
    expect(text.split('\n').filter((line) => line.startsWith('✔'))).toEqual([]);
    expect(text).not.toContain('\r');
  });

  test('a value is not cut in the middle of a character', () => {
    const failed = check('dmp.a', 'Long', 'fail', { received: `${'x'.repeat(398)}😀 et la suite` });
    const one = requirement('DMP/A', 'Un', [scenario('DMP/A.01', 'S', [proof('DMP/A.01.01', [failed])])]);
    const text = renderConsoleSummary(report('fr', [one], []), { colour: false });
    expect(text).toContain('xxx…');
    expect(text).not.toMatch(/\p{Cs}/u);
  });

  test('a scenario without proof that did not end well is told with its reason', () => {
    const stopped = scenario('DMP/B.01', 'Document', [], { error: 'Le navigateur du banc s’est arrêté.' });
    const one = requirement('DMP/B', 'Sans preuve', [stopped]);
    expect(seen(renderConsoleSummary(report('fr', [one], []), { colour: false }))).toContain(
      '○ DMP/B.01 (Document)~: non observé\n    Le navigateur du banc s’est arrêté.',
    );
  });

  test('requirement lines hold in the width of the terminal', () => {
    const lines = renderConsoleSummary(largeReport().report, { colour: false, width: 60 }).split('\n');
    expect(lines.filter((line) => /^[✔✗] DMP/.test(line)).every((line) => line.length <= 60)).toBe(true);
  });
});
