interface Listing {
  services: Record<string, Record<string, { description: string; input: unknown }>>;
  routes: string[];
}

/** docs/reference/control.md from what `GET /` of the control plane answers. */
export function renderControlPage(listing: unknown): string {
  const { services, routes } = listing as Listing;
  const commands = Object.entries(services).flatMap(([service, list]) => [
    `## ${service}`,
    ...Object.entries(list).flatMap(([name, { description, input }]) => [
      `### \`POST /${service}/${name}\``,
      description,
      `\`\`\`json\n${JSON.stringify(withoutDialect(input), null, 2)}\n\`\`\``,
    ]),
  ]);
  return `${[
    '# Plan de contrôle',
    'Page engendrée par `npm run docs` à partir du plan de contrôle lui-même.',
    'Le plan de contrôle écoute sur la boucle locale seulement, à l’adresse `control` de la fiche de connexion. C’est par lui que les scénarios posent leurs préconditions ; vos propres tests peuvent s’en servir. Une commande reçoit du JSON et répond `{"ok":true,"result":…}` ou `{"ok":false,"error":{"code","message"}}`.',
    '## Lecture',
    routes
      .filter((route) => route.startsWith('GET'))
      .map((route) => `- \`${route}\``)
      .join('\n'),
    '`GET /exchanges` prend `since`, `service`, `transaction` (plusieurs séparées par des virgules), `key.<nom>` et `waitMs` : il attend alors un premier échange qui convienne.',
    ...commands,
  ].join('\n\n')}\n`;
}

function withoutDialect(schema: unknown): unknown {
  return Object.fromEntries(Object.entries(schema as object).filter(([key]) => key !== '$schema'));
}
