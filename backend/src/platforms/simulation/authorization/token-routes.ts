/** The back door of the fake authorization server: apps come here with codes and tokens, and prove who they are. */
import type { Request, Response } from 'express';
import { formOf, plainText, type ConsentRules, type Issued, type Refusal } from './consent-rules.js';
import type { OAuthNotes } from './oauth-notes.js';
import type { SimulatedGrants } from './simulated-grants.js';
import type { TokenFaults } from './token-faults.js';

type Form = Readonly<Record<string, unknown>>;

export class TokenRoutes {
  constructor(
    private readonly rules: ConsentRules,
    private readonly grants: SimulatedGrants,
    private readonly faults: TokenFaults,
    private readonly notes: OAuthNotes,
  ) {}

  token(request: Request, response: Response): void {
    if (this.faults.befalls(response)) return;
    const form = formOf(request);
    const client = this.clientOf(request, form);
    if (typeof client !== 'string') return this.refuse(response, client.refused);
    if (form['grant_type'] === 'authorization_code') return this.exchange(response, form, client);
    if (form['grant_type'] === 'refresh_token') return this.refresh(response, form, client);
    this.refuse(response, 'grant-type');
  }

  revoke(request: Request, response: Response): void {
    if (this.faults.befalls(response)) return;
    const form = formOf(request);
    const client = this.clientOf(request, form);
    if (typeof client !== 'string') return this.refuse(response, client.refused);
    const handle = this.grants.revoke(plainText(form[this.rules.revokedName ?? 'token']) ?? '');
    this.notes.take(response, 'revoke', handle, handle === null ? 'unknown' : 'ok');
    if (this.rules.revoked) this.rules.revoked(response);
    else response.status(200).end();
  }

  private exchange(response: Response, form: Form, client: string): void {
    const issued = this.grants.exchange(plainText(form['code']) ?? '', {
      client,
      redirectUri: plainText(form['redirect_uri']) ?? '',
      verifier: plainText(form['code_verifier']),
    });
    if (typeof issued === 'string') {
      this.notes.take(response, 'exchange', null, issued);
      return this.rules.refuse(issued, response);
    }
    this.give(response, issued);
  }

  private refresh(response: Response, form: Form, client: string): void {
    const outcome = this.grants.refresh(plainText(form['refresh_token']) ?? '', client);
    if ('issued' in outcome) return this.give(response, outcome.issued);
    const event = outcome.refused === 'reuse' ? 'reuse' : 'refresh';
    this.notes.take(response, event, outcome.name, 'refused');
    this.rules.refuse('refresh', response);
  }

  private give(response: Response, issued: Issued): void {
    this.notes.take(response, issued.event, issued.name);
    response.set('cache-control', 'no-store').json(this.rules.answer(issued));
  }

  /** The app that proved itself in the one way that this platform knows, or what is said to others. */
  private clientOf(request: Request, form: Form): string | { refused: Refusal } {
    const basic = /^Basic ([\w+/=]+)$/.exec(request.get('authorization') ?? '')?.[1];
    const secretName = 'client_secret';
    const proof =
      this.rules.clientAuth === 'basic'
        ? halves(basic)
        : { id: plainText(form[this.rules.clientIdName]), secret: plainText(form[secretName]) };
    const twice = this.rules.clientAuth === 'basic' ? secretName in form : basic !== undefined;
    if (!proof.id || !proof.secret || twice) return { refused: 'client-missing' };
    return proof.id.startsWith('invalid') || proof.secret.startsWith('invalid') ? { refused: 'client' } : proof.id;
  }

  private refuse(response: Response, refusal: Refusal): void {
    this.notes.take(response, 'exchange', null, refusal);
    this.rules.refuse(refusal, response);
  }
}

function halves(basic: string | undefined): { id: string | null; secret: string | null } {
  const [id, secret] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':');
  const decoded = (text: string | undefined) => new URLSearchParams(`half=${text ?? ''}`).get('half');
  return { id: decoded(id), secret: decoded(secret) };
}
