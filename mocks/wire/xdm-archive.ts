import { type CdaDocument, readCdaDocument } from './cda-document.js';
import { BancError } from './errors.js';
import { readXdmMetadata, type XdmEntry, type XdmMetadata } from './xdm-metadata.js';
import { guessRootName } from './xml-root.js';
import { unzip, type UnzippedFile, zip, type ZippedFile } from './xdm-zip.js';

/** Where a subset's metadata stand, as IHE names them (mssante.md §4.1). */
export const METADATA_PATH = 'IHE_XDM/SUBSET01/METADATA.XML';

/** Something tolerated in an archive: a strict reader may tell it, or refuse it. */
export interface XdmOddity {
  kind:
    | 'backslash'
    | 'letter-case'
    | 'several-subsets'
    | 'subset-name'
    | 'no-readme'
    | 'no-index'
    | 'unexpected-file'
    | 'unreferenced-file'
    | 'nested-archive'
    | 'space-before-root'
    | 'space-before-declaration'
    | 'self-presenting';
  /** File it is about. */
  path: string;
}

/** A document of an archive: its metadata, its bytes, and the CDA found in them. */
export interface XdmDocument {
  entry: XdmEntry;
  /** Path in the archive; undefined when no file bears the name its URI says. */
  path?: string;
  bytes?: Buffer;
  /** Found inside the stylesheet too, when the document presents itself (mssante.md §4.1). */
  cda?: CdaDocument;
  /** Why there is no `cda`, when the bytes are there. */
  unreadable?: BancError;
}

/** A folder of IHE_XDM: one METADATA.XML and the documents it describes. */
export interface XdmSubset {
  /** `IHE_XDM/SUBSET01`, letters as written. */
  folder: string;
  metadata: XdmMetadata;
  documents: XdmDocument[];
}

/** An IHE_XDM.ZIP as read (mssante.md §4). */
export interface XdmArchive {
  /** Every file, in the order of the archive. */
  files: readonly ZippedFile[];
  /** At least one. */
  subsets: readonly [XdmSubset, ...XdmSubset[]];
  /** Documents of all subsets, in order. */
  documents: readonly XdmDocument[];
  oddities: readonly XdmOddity[];
}

/** What to put into an archive. */
export interface XdmContent {
  /** README.TXT and INDEX.HTM: texts written in UTF-8; left out when undefined. */
  readme?: string;
  index?: string;
  /** Folder SUBSET01, SUBSET02 … in order: METADATA.XML, and the other files by name. */
  subsets: readonly { metadata: Buffer; files: readonly { name: string; bytes: Buffer }[] }[];
  /** Files besides, anywhere. */
  others?: readonly ZippedFile[];
  /** Day of the files, UTC: the same content and day give the same bytes. */
  day: Date;
}

const METADATA = /^(IHE_XDM\/[^/]+)\/METADATA\.XML$/i;
const README = 'README.TXT';
const INDEX = 'INDEX.HTM';

/**
 * Reads an IHE_XDM.ZIP: paths whatever the letter case, `\` taken as `/`, every subset. What was tolerated is in
 * `oddities`. A document that is missing or is no CDA does not stop the reading: see {@link XdmDocument}.
 *
 * @throws BancError BANC_XDM when it is no ZIP, a harmful one, or has no METADATA.XML, or one that cannot be read
 * (the cause says why); BANC_LIMIT when over the limits of {@link unzip} or of the XML parser.
 */
export async function readXdmArchive(bytes: Buffer): Promise<XdmArchive> {
  const files = await unzip(bytes);
  const found = files.filter(({ path }) => METADATA.test(path));
  const [first, ...others] = found.map((file) => readSubset(file, files));
  if (!first) {
    const names = files.slice(0, 10).map(({ path }) => path);
    throw new BancError(
      'BANC_XDM',
      `The archive is no IHE_XDM.ZIP: it has no ${METADATA_PATH}, but ${names.join(', ') || 'nothing at all'}.`,
    );
  }
  const subsets = [first, ...others] as const;
  return {
    files: files.map(({ path, bytes: content }) => ({ path, bytes: content })),
    subsets: [...subsets],
    documents: subsets.flatMap(({ documents }) => documents),
    oddities: odditiesOf(files, subsets),
  };
}

/** Makes an IHE_XDM.ZIP in the order of the official ones: README.TXT, INDEX.HTM, then the subsets (mssante.md §4.1). */
export function writeXdmArchive({ readme, index, subsets, others = [], day }: XdmContent): Promise<Buffer> {
  const texts = [
    { path: README, text: readme },
    { path: INDEX, text: index },
  ];
  const files = subsets.flatMap(({ metadata, files: documents }, rank) => {
    const folder = `IHE_XDM/SUBSET${String(rank + 1).padStart(2, '0')}`;
    return [
      { path: `${folder}/METADATA.XML`, bytes: metadata },
      ...documents.map(({ name, bytes }) => ({ path: `${folder}/${name}`, bytes })),
    ];
  });
  const heads = texts.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, bytes: Buffer.from(text) }]));
  return zip([...heads, ...files, ...others], day);
}

function readSubset(file: UnzippedFile, files: readonly UnzippedFile[]): XdmSubset {
  const folder = METADATA.exec(file.path)?.[1] ?? '';
  const metadata = metadataOf(file);
  const inFolder = new Map<string, UnzippedFile>();
  for (const one of files) {
    if (one.path.toUpperCase().startsWith(`${folder.toUpperCase()}/`)) {
      inFolder.set(one.path.slice(folder.length + 1).toUpperCase(), one);
    }
  }
  // The same file may be described many times: it is read once.
  const read = new Map<UnzippedFile, Omit<XdmDocument, 'entry'>>();
  const documents = metadata.documents.map((entry) => {
    const target = inFolder.get(entry.uri.replaceAll('\\', '/').toUpperCase());
    if (!target) return { entry };
    const document = read.get(target) ?? readDocument(target);
    read.set(target, document);
    return { entry, ...document };
  });
  return { folder, metadata, documents };
}

function metadataOf({ path, bytes }: UnzippedFile): XdmMetadata {
  try {
    return readXdmMetadata(bytes);
  } catch (error) {
    if (!(error instanceof BancError) || error.code === 'BANC_LIMIT') throw error;
    throw new BancError('BANC_XDM', `${path} cannot be read. ${error.message}`, { cause: error });
  }
}

function readDocument({ path, bytes }: UnzippedFile): Omit<XdmDocument, 'entry'> {
  try {
    return { path, bytes, cda: readCdaDocument(bytes) };
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    return { path, bytes, unreadable: error };
  }
}

function odditiesOf(files: readonly UnzippedFile[], subsets: readonly XdmSubset[]): XdmOddity[] {
  const has = (name: string): boolean => files.some(({ path }) => path.toUpperCase() === name);
  const documents = subsets.flatMap((subset) => subset.documents);
  const described = new Set(documents.map(({ path }) => path));
  const told: XdmOddity[] = [];
  const tell = (kind: XdmOddity['kind'], path: string, when: boolean): void => {
    if (when) told.push({ kind, path });
  };
  tell('no-readme', README, !has(README));
  tell('no-index', INDEX, !has(INDEX));
  tell('several-subsets', subsets.map(({ folder }) => folder).join(', '), subsets.length > 1);
  for (const { folder, metadata } of subsets) {
    tell('subset-name', folder, !/^IHE_XDM\/SUBSET\d\d$/i.test(folder));
    tell('space-before-root', `${folder}/METADATA.XML`, metadata.prologue === 'space');
    tell('space-before-declaration', `${folder}/METADATA.XML`, metadata.prologue === 'space-before-declaration');
  }
  for (const { path, bytes, backslash } of files) {
    const known = [README, INDEX].includes(path.toUpperCase()) || METADATA.test(path);
    const inSubset = subsets.some(({ folder }) => path.toUpperCase().startsWith(`${folder.toUpperCase()}/`));
    tell('backslash', path, backslash);
    tell('letter-case', path, path !== path.toUpperCase());
    tell('nested-archive', path, bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04');
    tell('unreferenced-file', path, !known && inSubset && !described.has(path));
    tell('unexpected-file', path, !known && !inSubset);
  }
  const presenting = documents.filter(({ bytes, cda }) => cda && bytes && guessRootName(bytes) !== 'ClinicalDocument');
  for (const path of new Set(presenting.map((document) => document.path ?? ''))) tell('self-presenting', path, true);
  return told;
}
