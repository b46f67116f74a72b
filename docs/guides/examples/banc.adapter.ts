import { type AdapterContext, defineAdapter, type dmpActions } from 'banc-segur';

/** La fenêtre Playwright que le banc donne à l'adaptateur. */
type Page = Awaited<ReturnType<AdapterContext['page']>>;

/** Ce que le bandeau du produit écrit pour chaque état du DMP. */
const STATUSES: Record<string, dmpActions.RecordObservation['dmpStatus']> = {
  'DMP ouvert, accès autorisé': 'open-authorised',
  'DMP ouvert, accès non autorisé': 'open-not-authorised',
  'DMP fermé': 'closed',
  'Pas de DMP': 'none',
  'État du DMP inconnu': 'unknown',
};

/** Ouvre un dossier depuis la liste des patients et attend que l'écran ait fini de se remplir. */
async function openRecord(patient: dmpActions.PatientRef, context: AdapterContext): Promise<Page> {
  const page = await context.page();
  const { patientsPath } = context.settings;
  const path = typeof patientsPath === 'string' ? patientsPath : '/patients';
  await page.goto(new URL(path, context.baseUrl).href);
  await page.getByRole('searchbox', { name: 'Patient' }).fill(patient.ins);
  await page.getByRole('link', { name: patient.name }).click();
  await page.getByTestId('dmp-termine').waitFor();
  await context.screenshot('Dossier ouvert');
  return page;
}

/** Lit les avis affichés sur des documents déjà intégrés. */
async function readNotices(page: Page): Promise<dmpActions.DmpNotice[]> {
  const notices: dmpActions.DmpNotice[] = [];
  for (const notice of await page.getByTestId('avis-dmp').all()) {
    const offers: dmpActions.DmpNotice['offers'] = [];
    if (await notice.getByRole('link', { name: 'Voir' }).isVisible()) offers.push('view');
    if (await notice.getByRole('button', { name: 'Intégrer' }).isVisible()) offers.push('integrate');
    if (await notice.getByRole('button', { name: 'Supprimer la copie' }).isVisible()) offers.push('delete-local');
    const text = await notice.innerText();
    notices.push({
      kind: text.includes('nouvelle version') ? 'newer-version' : 'no-longer-accessible',
      documentTitle: await notice.getByTestId('titre').innerText(),
      offers,
      text,
    });
  }
  return notices;
}

/**
 * Deux actions faites dans le navigateur. Les autres, absentes d'ici, sont demandées à l'opérateur (`--attended`). Tout
 * ce qui est renvoyé est lu à l'écran : jamais une valeur écrite d'avance, jamais ce que l'entrée demandait.
 */
export const adapter = defineAdapter({
  name: 'DPI d’exemple, dans le navigateur',
  kind: 'browser',
  actions: {
    async signIn(input: { login: string; password: string }, context) {
      const page = await context.page();
      await page.goto(new URL('/connexion', context.baseUrl).href);
      await page.getByLabel('Identifiant').fill(input.login);
      await page.getByLabel('Mot de passe').fill(input.password);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      const user = page.getByTestId('utilisateur');
      await user.waitFor();
      await context.screenshot('Utilisateur connecté');
      return { userName: await user.innerText(), rpps: await page.getByTestId('rpps').innerText() };
    },

    async openPatientRecord(input: { patient: dmpActions.PatientRef }, context): Promise<dmpActions.RecordObservation> {
      const page = await openRecord(input.patient, context);
      const counters = await page.getByTestId('nouveaux-documents').getByRole('listitem').all();
      const localDocuments = await page.getByTestId('documents-integres').getByRole('row').all();
      return {
        dmpStatus: STATUSES[await page.getByTestId('etat-dmp').innerText()] ?? 'not-shown',
        notices: await readNotices(page),
        newDocuments: {
          shown: await page.getByTestId('nouveaux-documents').isVisible(),
          byType: await Promise.all(
            counters.map(async (counter) => ({
              typeCode: (await counter.getAttribute('data-type')) ?? '',
              label: await counter.getByTestId('type').innerText(),
              count: Number(await counter.getByTestId('nombre').innerText()),
            })),
          ),
          invisibleToPatient: Number(await page.getByTestId('non-visibles').innerText()),
          period: await page.getByTestId('periode').innerText(),
        },
        localDocuments: await Promise.all(
          localDocuments.map(async (row) => ({
            title: await row.getByTestId('titre').innerText(),
            version: await row.getByTestId('version').innerText(),
          })),
        ),
      };
    },
  },
});
