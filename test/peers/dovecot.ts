import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IMAP = '/usr/lib/dovecot/imap';

/** Why tests against Dovecot cannot run here; undefined when they can. */
export const NO_DOVECOT = existsSync(IMAP) ? undefined : 'dovecot-imapd is not installed';

/** Dovecot's IMAP process, already authenticated, speaking on its standard streams: no port, no account, no root. */
export interface Dovecot {
  input: Socket;
  output: Socket;
  close(): Promise<void>;
}

/** Starts it on an empty mailbox with the folders of the bench. */
export async function startDovecot(): Promise<Dovecot> {
  const dir = await mkdtemp(join(tmpdir(), 'banc-segur-dovecot-'));
  const folders = ['Sent', 'Drafts', 'Junk', 'Trash'].map(
    (name) => `  mailbox ${name} {\n    special_use = \\${name}\n    auto = subscribe\n  }\n`,
  );
  await writeFile(
    join(dir, 'dovecot.conf'),
    [
      `base_dir = ${dir}/base`,
      `log_path = ${dir}/log`,
      'protocols = imap',
      `mail_location = maildir:${dir}/mail`,
      'default_internal_user = nobody',
      'default_login_user = nobody',
      `namespace inbox {\n  inbox = yes\n  separator = /\n${folders.join('')}}\n`,
    ].join('\n'),
  );
  // Dovecot refuses to serve a mailbox as root.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  if (nobody.uid !== undefined) await chown(dir, nobody.uid, nobody.gid);
  const child: ChildProcess = spawn(IMAP, ['-c', join(dir, 'dovecot.conf')], {
    ...nobody,
    env: { HOME: dir, USER: 'banc', TZ: 'UTC' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  return {
    input: child.stdin as Socket,
    output: child.stdout as Socket,
    close: async () => {
      child.kill();
      await exited;
      await rm(dir, { recursive: true, force: true });
    },
  };
}
