/** A letter with one link, as plain text and as the simplest HTML: no picture, nothing that tells who read it when. */

export interface Letter {
  readonly greeting: string;
  readonly before: readonly string[];
  /** What the link is for, in a few words. */
  readonly button: string;
  readonly link: string;
  readonly after: readonly string[];
  /** Whoever it comes from. */
  readonly regards: string;
}

export const letterText = ({ greeting, before, button, link, after, regards }: Letter): string =>
  [greeting, ...before, `${button}:\n${link}`, ...after, regards].join('\n\n');

export function letterHtml({ greeting, before, button, link, after, regards }: Letter): string {
  const paragraph = (html: string) => `<p style="margin:0 0 16px">${html}</p>`;
  const words = (lines: readonly string[]) => lines.map((line) => paragraph(escaped(line)));
  const anchor =
    `<a href="${escaped(link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;` +
    `background:#1c1917;color:#ffffff;text-decoration:none">${escaped(button)}</a>`;
  const parts = [
    ...words([greeting, ...before]),
    paragraph(anchor),
    `<p style="margin:0 0 16px;word-break:break-all">${escaped(link)}</p>`,
    ...words([...after, regards]),
  ];
  return (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"></head>' +
    `<body style="font:16px/1.5 system-ui,sans-serif;max-width:560px;margin:24px">${parts.join('')}</body></html>`
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter).replaceAll('\n', '<br>');
