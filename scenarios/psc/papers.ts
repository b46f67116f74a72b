import { text } from '../harness/index.js';
import type { Mention, Paper } from '../record/index.js';

const BROWSER: Mention = {
  label: text('navigateur embarqué', 'embedded browser'),
  pattern: /navigateur|webview|chromium|webkit|gecko/i,
};

/** Papers that prove the upkeep of an embedded browser (PSC.01.04). */
export const EMBEDDED_BROWSER_PAPERS = [
  {
    proof: 'PSC.01.04.01',
    what: text('l’historique des versions du navigateur embarqué', 'the release history of the embedded browser'),
    mentions: [BROWSER, { label: text('versions', 'versions'), pattern: /version/i }],
    question: text(
      'L’historique montre-t-il une dernière version de moins de deux ans ?',
      'Does the history show a last version less than two years old?',
    ),
  },
  {
    proof: 'PSC.01.04.02',
    what: text('la politique d’accès du navigateur embarqué', 'the access policy of the embedded browser'),
    mentions: [BROWSER, { label: text('accès', 'access'), pattern: /acc[èe]s/i }],
    question: text(
      'La politique limite-t-elle ce que le navigateur embarqué peut atteindre ?',
      'Does the policy limit what the embedded browser may reach?',
    ),
  },
  {
    proof: 'PSC.01.04.03',
    what: text(
      'la liste datée des bibliothèques du navigateur embarqué',
      'the dated list of the libraries of the embedded browser',
    ),
    mentions: [{ label: text('bibliothèques', 'libraries'), pattern: /biblioth[èe]que|composant|librair/i }],
    question: text(
      'Chaque bibliothèque est-elle nommée avec sa version et sa date ?',
      'Is every library named with its version and date?',
    ),
  },
  {
    proof: 'PSC.01.04.04',
    what: text(
      'la procédure de correction des failles du navigateur embarqué',
      'the security-fix process of the embedded browser',
    ),
    mentions: [
      BROWSER,
      { label: text('corrections de sécurité', 'security fixes'), pattern: /s[ée]curit[ée]|correctif/i },
    ],
    question: text(
      'La procédure dit-elle en combien de temps une faille est corrigée et livrée ?',
      'Does the process say how soon a flaw is fixed and delivered?',
    ),
  },
] as const satisfies readonly Paper[];

/** Interface contract between the SUT and identity providers (SSI/IAM.80). */
export const INTERFACE_CONTRACT = {
  what: text(
    'le contrat d’interface entre le logiciel et les fournisseurs d’identité',
    'the interface contract between the product and identity providers',
  ),
  mentions: [
    { label: text('OpenID Connect', 'OpenID Connect'), pattern: /open ?id|oidc/i },
    { label: text('claims', 'claims'), pattern: /claim|attribut/i },
  ],
  question: text(
    'Le contrat dit-il quels paramètres (découverte, client, claims) se règlent, et comment ?',
    'Does the contract say which parameters (discovery, client, claims) are set, and how?',
  ),
} as const;
