import { randomBytes } from 'node:crypto';
import type { Evidence, Report } from '../../reporters/model.js';
import { at, check, exchange, proof, report, requirement, scenario } from './report-parts.js';
import type { Sample } from './sample-report.js';
import { sha256 } from './screen-picture.js';

/** A whole campaign as heavy as design §8 says: 250 proofs with a screenshot each, 2 500 exchanges of 12 kB. */
export function largeReport(lang: Report['lang'] = 'fr'): Sample {
  const files = new Map<string, Buffer>();
  const requirements = Array.from({ length: 125 }, (_, index) => {
    const id = `DMP/UX.${String(index + 1).padStart(3, '0')}`;
    const scenarios = [1, 2].map((part) => {
      const scenarioId = `${id}.0${part}`;
      const verdict = index % 20 === 7 ? ('fail' as const) : ('pass' as const);
      const cited = `x${String(index * 20 + part).padStart(6, '0')}`;
      const details = {
        expected: 'une seule recherche automatique à l’ouverture du dossier',
        received: 'une seule recherche automatique à l’ouverture du dossier',
        locator: '/soap:Envelope/soap:Body/query:AdhocQueryRequest',
        exchange: cited,
      };
      const checks = [1, 2, 3].map((number) =>
        check(
          `dmp.check-${number}`,
          `Vérification ${number} de ${scenarioId}`,
          number === 1 ? verdict : 'pass',
          details,
        ),
      );
      return scenario(scenarioId, `Scénario ${part} de ${id}`, [
        proof(`${scenarioId}.01`, checks, [screenshot(`${index}-${part}`, files)]),
      ]);
    });
    return requirement(id, `Exigence numéro ${index + 1} du dossier médical partagé`, scenarios);
  });
  const message = `<soap:Body>${'<rim:Slot name="valeur">2580699999</rim:Slot>\n'.repeat(130)}</soap:Body>`;
  const exchanges = Array.from({ length: 2_500 }, (_, index) => {
    const id = `DMP/UX.${String((index % 125) + 1).padStart(3, '0')}.0${1 + (index % 2)}`;
    const body = { decoded: message, bodyPath: `bodies/${'ab'.repeat(32)}`, bodySize: message.length };
    const base = exchange(index + 1, index * 40, { scenario: id });
    return {
      ...base,
      request: { ...base.request, ...body },
      response: { line: 'HTTP/1.1 200 OK', headers: base.request.headers, ...body },
    };
  });
  return { report: report(lang, requirements, exchanges), files };
}

function screenshot(name: string, files: Map<string, Buffer>): Evidence {
  const path = `evidence/${name}.png`;
  const bytes = randomBytes(60_000);
  files.set(path, bytes);
  return {
    kind: 'screenshot',
    title: `Écran ${name}`,
    path,
    size: bytes.length,
    sha256: sha256(bytes),
    mediaType: 'image/png',
    at: at(0),
    declaredBy: 'bench',
  };
}
