import type { HttpAnswer, ReceivedRequest } from '../core/http-message.js';
import { isValidIns } from '../wire/ins.js';
import { el, type Xml } from '../wire/xml-builder.js';

/** Root of the contextual addresses of the Web-PS (dmp.md §2, PDT-INF-527). */
export const WEB_PS_PATH = '/AccesDirect';

/** Functions of the Web-PS by contextual address, and whether each takes the patient's INS. */
const FUNCTIONS: Readonly<Record<string, { title: string; ins: 'required' | 'optional' | 'none' }>> = {
  TableauDeBord: { title: 'Tableau de bord', ins: 'optional' },
  DossierPatient: { title: 'Dossier patient', ins: 'required' },
  GestionDMPPatient: { title: 'Gestion du DMP du patient', ins: 'required' },
  Documents: { title: 'Documents', ins: 'required' },
  ParcoursDeSoins: { title: 'Parcours de soins', ins: 'required' },
  HistoriqueAcces: { title: 'Historique des accès', ins: 'required' },
  Parametrages: { title: 'Paramétrages', ins: 'none' },
  VolontesEtDroits: { title: 'Volontés et droits', ins: 'required' },
  CarnetVaccination: { title: 'Carnet de vaccination', ins: 'required' },
};

/**
 * TD0.9, contextual access to the Web-PS: a page that says what it received, journalled under `function` and `patient`.
 * An address that is none of the guide's is kept under `path` and shown, with HTTP 404.
 */
export function answerWebPs({ method, path }: ReceivedRequest): HttpAnswer {
  const [name = '', ins, ...rest] = decoded(path.slice(WEB_PS_PATH.length + 1)).split('/');
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const problem = problemOf({ method, name, known, ins, rest });
  const keys = {
    ...(known ? { function: name } : { path }),
    ...(ins ? { patient: ins } : {}),
  };
  const summary = `TD0.9 ${known?.title ?? path}${ins ? ` patient ${ins}` : ''}`;
  return {
    status: problem === undefined ? 200 : method === 'GET' ? 404 : 405,
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Content-Security-Policy', "default-src 'none'"],
    ],
    body: page(known?.title ?? 'Adresse inconnue', path, ins, problem),
    exchange: {
      transaction: 'td0-9',
      keys,
      summary: problem === undefined ? summary : `${summary} : ${problem}`,
      ...(problem === undefined ? {} : { unexpected: problem }),
    },
  };
}

interface Asked {
  method: string;
  name: string;
  known: (typeof FUNCTIONS)[string] | undefined;
  ins: string | undefined;
  rest: string[];
}

/** Why this is no contextual access of the guide, in French; undefined when it is one. */
function problemOf({ method, name, known, ins, rest }: Asked): string | undefined {
  if (method !== 'GET') return `méthode ${method} au lieu de GET`;
  if (!known) return `fonction « ${name} » inconnue du Web-PS`;
  if (rest.length > 0) return 'adresse trop longue après l’INS';
  if (ins === undefined || ins === '') return known.ins === 'required' ? 'INS absent de l’adresse' : undefined;
  if (known.ins === 'none') return 'cette fonction ne prend pas d’INS';
  return isValidIns(ins) ? undefined : `« ${ins} » n’est pas un INS`;
}

/** The path as people read it; what is no valid encoding stays as it came. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function page(title: string, path: string, ins: string | undefined, problem: string | undefined): string {
  const html = el(
    'html',
    { lang: 'fr' },
    el('head', {}, el('meta', { charset: 'utf-8' }), el('title', {}, `Web-PS DMP du banc – ${title}`)),
    el(
      'body',
      {},
      el(
        'main',
        {},
        el('h1', {}, `Web-PS DMP du banc : ${title}`),
        line('Adresse reçue', path),
        ins ? line('INS reçu', ins) : undefined,
        problem === undefined ? undefined : el('p', { role: 'alert' }, `Refusé : ${problem}.`),
        el('p', {}, 'Page du banc d’essai : aucune donnée de santé.'),
      ),
    ),
  );
  return `<!DOCTYPE html>${html.text}`;
}

function line(label: string, value: string): Xml {
  return el('p', {}, `${label} : `, el('strong', {}, value));
}
