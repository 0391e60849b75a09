/** A real mail server on this machine that keeps what it is sent, in memory. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface KeptMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the wire. */
  readonly source: string;
  /** Header lines, unfolded. */
  readonly headers: readonly string[];
  /** The plain words. */
  readonly text: string;
  readonly html: string;
}

export interface Mailbox {
  /** For SMTP_URL. */
  readonly url: string;
  readonly mails: readonly KeptMail[];
  /** From now on it answers every mail so; null takes mails again. */
  refuse(answer: { readonly code: number; readonly words: string } | null): void;
  stop(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
  const mails: KeptMail[] = [];
  let refusal: { code: number; words: string } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (refusal) return void done(Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        mails.push(
          read(
            from,
            rcptTo.map(({ address }) => address),
            Buffer.concat(parts).toString('utf8'),
          ),
        );
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    mails,
    refuse: (answer) => {
      refusal = answer;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function read(from: string, to: readonly string[], source: string): KeptMail {
  const [head = ''] = source.split('\r\n\r\n');
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return { from, to, source, headers, text: part(source, 'text/plain'), html: part(source, 'text/html') };
}

/** One part of the mail, with its encoding taken off. */
function part(source: string, type: string): string {
  const at = source.search(new RegExp(`content-type: ${type}`, 'i'));
  if (at < 0) return '';
  const section = source.slice(at);
  const head = section.slice(0, section.indexOf('\r\n\r\n'));
  const body = section.slice(head.length + 4).split(endOfPart(source, at))[0] ?? '';
  if (/content-transfer-encoding: base64/i.test(source.slice(Math.max(0, at - 200), at) + head))
    return Buffer.from(body, 'base64').toString('utf8');
  return /quoted-printable/i.test(source.slice(Math.max(0, at - 200), at) + head) ? unquoted(body) : body;
}

/** The line after a part, by the boundary in force there: a link that is folded before `--` looks like one, too. */
function endOfPart(source: string, at: number): string {
  const boundary = [...source.slice(0, at).matchAll(/boundary="([^"]+)"/gi)].at(-1)?.[1];
  if (!boundary) throw new Error('a mail without parts');
  return `\r\n--${boundary}`;
}

function unquoted(text: string): string {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}
