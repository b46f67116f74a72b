import { escapeXml } from './xml-builder.js';

/** Who sends an archive, for people who open it by hand (mssante.md §4.1). */
export interface XdmSender {
  name: string;
  organisation: string;
  organisationId: string;
  address?: string;
  phone?: string;
  application?: { name: string; version: string; publisher: string };
}

/** README.TXT: sender, application, what to do, tree. Documents are named as in SUBSET01. */
export function xdmReadme(sender: XdmSender, documents: readonly string[]): string {
  const { application } = sender;
  const lines = [
    'Emetteur',
    `  Nom : ${sender.name}`,
    `  Organisme : ${organisation(sender)}`,
    ...(sender.address === undefined ? [] : [`  Adresse : ${sender.address}`]),
    ...(sender.phone === undefined ? [] : [`  Téléphone : ${sender.phone}`]),
    ...(application ? ['Application', `  ${application.name} ${application.version} (${application.publisher})`] : []),
    'Instructions',
    '  Ouvrez ces documents dans votre logiciel de professionnel de santé.',
    'Arborescence',
    ...['README.TXT', 'INDEX.HTM', 'IHE_XDM/SUBSET01/METADATA.XML'].map((path) => `  ${path}`),
    ...documents.map((name) => `  IHE_XDM/SUBSET01/${name}`),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** INDEX.HTM: the sender, and a link to README.TXT, in XHTML Basic (IHE ITI TF-2 §3.32.4.1.2.3). */
export function xdmIndex(sender: XdmSender): string {
  const from = escapeXml(`Emetteur : ${organisation(sender)}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML Basic 1.1//EN" "http://www.w3.org/TR/xhtml-basic/xhtml-basic11.dtd">',
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>IHE_XDM</title></head>',
    `<body><p>${from}</p><p><a href="README.TXT">README</a></p></body></html>`,
    '',
  ].join('\n');
}

function organisation({ organisation: name, organisationId }: XdmSender): string {
  return organisationId === '' ? name : `${name} (${organisationId})`;
}
