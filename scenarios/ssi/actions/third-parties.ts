import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const KINDS = {
  finess: 'FINESS',
  siret: 'SIRET',
  'rpps-rang': 'RPPS-rang',
} as const;

const structure = z.object({
  kind: z.enum(['finess', 'siret', 'rpps-rang']),
  /** 9 digits, 14, or an RPPS and 3 digits of rank. */
  number: z.string(),
  /** Unique in the run. */
  name: z.string(),
});
/** A third-party structure to declare. */
export type ThirdPartyInput = z.infer<typeof structure>;

/** An administrator opens the account of a third-party structure. */
export const declareThirdParty = defineAction({
  name: 'declareThirdParty',
  theme: 'ssi',
  title: text('Déclarer une structure tierce', 'Declare a third-party structure'),
  instructions: ({ kind, number, name }: ThirdPartyInput) =>
    text(
      `Avec un compte d’administration, créez le compte de la structure tierce « ${name} », identifiée par son ${KINDS[kind]} ${number}, puis affichez-le.`,
      `With an administration account, create the account of third-party structure "${name}", identified by its ${KINDS[kind]} ${number}, then show it.`,
    ),
  input: structure,
  observation: z.object({
    created: z.boolean().meta({ fr: 'Le compte est créé', en: 'The account is created' }),
    numberShown: z
      .string()
      .meta({ fr: 'Identifiant affiché (vide si absent)', en: 'Identifier shown (empty if none)' }),
    message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
  }),
  requests: [],
});

/** Makes the interface third-party structures call ready for one that has an account. */
export const openThirdPartyInterface = defineAction({
  name: 'openThirdPartyInterface',
  theme: 'ssi',
  title: text('Ouvrir l’interface aux structures tierces', 'Open the interface to third-party structures'),
  instructions: ({ number }: { number: string }) =>
    text(
      `Pour la structure de FINESS ${number}, configurez l’authentification par certificat : chaîne de l’IGC du banc (fiche, « ca »), listes de révocation (fiche, « igc »). Donnez l’adresse HTTPS d’une interface que cette structure peut appeler par GET.`,
      `For the structure of FINESS ${number}, set up authentication by certificate: chain of the bench’s authorities (sheet, "ca"), revocation lists (sheet, "igc"). Give the HTTPS address of an interface that structure may call with GET.`,
    ),
  input: z.object({ number: z.string() }),
  observation: z.object({
    url: z.string().meta({
      fr: 'Adresse HTTPS (vide si aucune structure tierce n’appelle le produit)',
      en: 'HTTPS address (empty when no third-party structure calls the product)',
    }),
    justification: z.string().meta({
      fr: 'Si aucune : pourquoi cela ne concerne pas le produit',
      en: 'If none: why it does not concern the product',
    }),
  }),
  requests: [],
});
