import { BancError } from '../wire/errors.js';

/** Largest message whose archive is looked into: reading one takes time, and the key is only a help to find it. */
const MAX_BYTES = 8 * 1024 * 1024;
const ARCHIVE_TYPE = /\.zip\b|application\/(?:x-)?zip/i;

/**
 * INS of the patient of the IHE_XDM archive a message carries (`patientId` of its submission set, mssante.md §4.2);
 * undefined when it carries none that can be read, or weighs more than 8 MiB.
 */
export async function patientOfArchive(raw: Buffer): Promise<string | undefined> {
  if (raw.length > MAX_BYTES || !ARCHIVE_TYPE.test(raw.toString('latin1'))) return undefined;
  // Loaded late: the mocks start without them.
  const [{ readMail }, { unzip }, { readXdmMetadata }, { METADATA_PATH }, { parseCx }] = await Promise.all([
    import('../wire/mail-read.js'),
    import('../wire/xdm-zip.js'),
    import('../wire/xdm-metadata.js'),
    import('../wire/xdm-archive.js'),
    import('../wire/hl7-types.js'),
  ]);
  try {
    const { attachments } = await readMail(raw);
    const archive = attachments.find(({ content }) => content.subarray(0, 4).toString('latin1') === 'PK\x03\x04');
    if (archive === undefined) return undefined;
    const metadata = (await unzip(archive.content)).find(({ path }) => path.toUpperCase() === METADATA_PATH);
    if (metadata === undefined) return undefined;
    const { id } = parseCx(readXdmMetadata(metadata.bytes).submissionSet.patientId);
    return id === '' ? undefined : id;
  } catch (error) {
    // An archive nobody can read has no patient to tell; checks of the archive say why.
    if (error instanceof BancError) return undefined;
    throw error;
  }
}
