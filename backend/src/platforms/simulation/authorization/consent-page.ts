/** The page on which somebody signs in and decides: a plain form, without any script. */
import { randomBytes } from 'node:crypto';
import type { Response } from 'express';

export interface ConsentPage {
  readonly platform: string;
  /** Where the form goes. */
  readonly action: string;
  readonly scopes: readonly { readonly name: string; readonly words: string; readonly fixed: boolean }[];
  /** Who is signed in already, and where somebody else can. */
  readonly signedIn: { readonly handle: string; readonly switchTo: string } | null;
  /** What was typed before, and what is wrong with it. */
  readonly tried: { readonly handle: string; readonly problem: string } | null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '');

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#eef0f3, #16181c); color: light-dark(#1b1e24, #eceef2); }
  main { box-sizing: border-box; width: min(27rem, 100% - 2rem); margin: 1rem; padding: 1.75rem; border-radius: 10px; background: light-dark(#fff, #212429); }
  h1 { margin: 0 0 .25rem; font-size: 1.3rem; }
  p { margin: .25rem 0 1rem; }
  .note { color: light-dark(#4a505b, #b4bac6); font-size: .9rem; }
  label { display: block; font-weight: 600; }
  input[type=text] { box-sizing: border-box; width: 100%; min-height: 44px; margin: .25rem 0 1rem; padding: 0 .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid light-dark(#6b7280, #9aa2af); border-radius: 6px; }
  fieldset { margin: 0 0 1.25rem; padding: 0; border: 0; }
  legend { padding: 0; font-weight: 600; }
  .scope { display: flex; align-items: center; gap: .75rem; box-sizing: border-box; min-height: 44px; padding: 6px 0; line-height: 1.3; font-weight: 400; }
  .scope input { width: 20px; height: 20px; margin: 0; flex: none; }
  ul { margin: .25rem 0 0; padding-left: 1.25rem; }
  a { color: inherit; display: inline-block; padding: 10px 0; }
  .problem { padding: .6rem .75rem; border-left: 4px solid #d03434; background: light-dark(#fdecec, #3a2022); }
  .buttons { display: flex; gap: .75rem; }
  button { flex: 1; min-height: 44px; font: inherit; font-weight: 600; border-radius: 6px; border: 1px solid light-dark(#1f4d8f, #9cc1ff); background: transparent; color: light-dark(#1f4d8f, #9cc1ff); cursor: pointer; }
  button.main { background: #1f4d8f; border-color: #1f4d8f; color: #fff; }
  :focus-visible { outline: 3px solid light-dark(#1f4d8f, #9cc1ff); outline-offset: 2px; }
`;

/**
 * Nothing is loaded and nothing runs. The form's target is left open: browsers apply it to the redirects that follow, which
 * lead to wherever the app is.
 */
function send(response: Response, status: number, title: string, body: string): void {
  const nonce = randomBytes(16).toString('base64');
  response.set({
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.status(status).type('html').send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`);
}

function signInPart({ signedIn, tried }: ConsentPage): string {
  if (signedIn) {
    const handle = escaped(signedIn.handle);
    return `<p>Already signed in as <strong>@${handle}</strong>. <a href="${escaped(signedIn.switchTo)}">Use another account</a></p>
<input type="hidden" name="handle" value="${handle}">`;
  }
  const value = tried ? ` value="${escaped(tried.handle)}" aria-invalid="true" aria-describedby="problem"` : '';
  return `<label for="handle">Sign in as</label>
<input type="text" id="handle" name="handle" placeholder="@name" autocomplete="off" autocapitalize="none" spellcheck="false" required${value}>`;
}

function scopePart(scopes: ConsentPage['scopes']): string {
  const fixed = scopes.filter((scope) => scope.fixed);
  const free = scopes.filter((scope) => !scope.fixed);
  const hidden = fixed.map(({ name }) => `<input type="hidden" name="scope" value="${escaped(name)}">`).join('');
  const told = fixed.map(({ words }) => `<li>${escaped(words)}</li>`).join('');
  const boxes = free
    .map(
      ({ name, words }) =>
        `<label class="scope"><input type="checkbox" name="scope" value="${escaped(name)}" checked> ${escaped(words)}</label>`,
    )
    .join('');
  return `<fieldset><legend>What it asks for</legend>${told && `<ul>${told}</ul>`}${hidden}${boxes}</fieldset>`;
}

export function sendConsentPage(response: Response, page: ConsentPage): void {
  const platform = escaped(page.platform);
  const problem = page.tried ? `<p class="problem" id="problem" role="alert">${escaped(page.tried.problem)}</p>` : '';
  const body = `<h1>An app asks to read your ${platform} account</h1>
<p class="note">A simulation of ${platform}: any valid handle signs in, no password is asked for.</p>
${problem}
<form method="post" action="${escaped(page.action)}">
${signInPart(page)}
${scopePart(page.scopes)}
<div class="buttons">
<button class="main" name="decision" value="approve">Allow</button>
<button name="decision" value="deny" formnovalidate>Cancel</button>
</div>
</form>`;
  send(response, page.tried ? 422 : 200, `Sign in to ${page.platform}`, body);
}

/** The platform's own refusal: it leads nowhere, since nobody can tell where it should. */
export function sendErrorPage(response: Response, platform: string, problem: string): void {
  const body = `<h1>Something went wrong</h1>
<p class="problem" role="alert">${escaped(problem)}</p>
<p class="note">A simulation of ${escaped(platform)}. Go back to the app, and tell whoever runs it.</p>`;
  send(response, 400, `${platform}: something went wrong`, body);
}
