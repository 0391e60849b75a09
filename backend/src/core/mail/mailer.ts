/** The way out for mails. Whether there is one is said by the configuration; nothing here decides what is written. */

export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  /** Plain words; every mail has them. */
  readonly text: string;
  readonly html: string;
}

export abstract class Mailer {
  /** False where no mail server is set: then `send` sends nothing. */
  abstract readonly configured: boolean;

  /** Whether the mail server took it. Never throws; what went wrong is logged, without a word of the mail. */
  abstract send(mail: Mail): Promise<boolean>;
}

export class NoMailer extends Mailer {
  override readonly configured = false;

  override send(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

/** So much of an address that its owner knows it, and nobody else: `m…@example.com`. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = address;
  return at > 0 ? `${first}…${address.slice(at)}` : '…';
}
