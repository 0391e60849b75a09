/** What a simulator tells the fake authorization server of its platform: stated anew, not taken from what the client believes. */
import type { Request, Response } from 'express';

/**
 * Why the token endpoint gives nothing. `client-missing`: nobody proved anything · `client`: no such app, or a wrong secret ·
 * `code`: unknown, spent, expired or another app's · `redirect`, `verifier`: not those of the request · `refresh`: unknown,
 * used before, expired, revoked · `grant-type`: none that there is.
 */
export type Refusal = 'client-missing' | 'client' | 'code' | 'redirect' | 'verifier' | 'refresh' | 'grant-type';

export interface Issued {
  readonly event: 'exchange' | 'refresh';
  readonly accessToken: string;
  /** The one that is good from now on; null where none was given. */
  readonly refreshToken: string | null;
  readonly expiresIn: number;
  /** Null where it does not end by itself. */
  readonly refreshExpiresIn: number | null;
  readonly scopes: readonly string[];
  /** Who signed in. */
  readonly name: string;
}

export interface ConsentRules {
  readonly platform: string;
  /** What the page calls the platform. */
  readonly name: string;
  readonly paths: { readonly authorize: string; readonly token: string; readonly revoke?: string };
  readonly clientIdName: 'client_id' | 'client_key';
  readonly clientAuth: 'basic' | 'body';
  /** Every scope that there is, in the words of the page. */
  readonly scopes: Readonly<Record<string, string>>;
  readonly scopeSeparator: ' ' | ',';
  /** Which of them cannot be unticked; `all` where it is everything or nothing. */
  readonly fixedScopes: 'all' | readonly string[];
  readonly pkce: 'required' | 'optional' | 'none';
  readonly codeSeconds: number;
  readonly accessSeconds: number;
  readonly refresh: {
    /** `rotating`: each can be used once, and using one again ends them all. `lasting`: the same one stays good. */
    readonly kind: 'rotating' | 'lasting' | 'none';
    /** Null where it does not end by itself. For lasting ones the time runs from the consent on. */
    readonly seconds: number | null;
    /** Whether this consent brings one; always where left out. */
    given?(asked: URLSearchParams, scopes: readonly string[]): boolean;
  };
  /** What codes and tokens begin with. */
  readonly looks: Readonly<Record<'code' | 'access' | 'refresh', string>>;
  /** Further demands on the authorization request: what is wrong with it, or null. */
  check?(asked: URLSearchParams): string | null;
  /** Whether the request asks to sign in anew. */
  switchesAccount(asked: URLSearchParams): boolean;
  /** Further parameters of the way back after an approval. */
  approved?(scopes: readonly string[]): Readonly<Record<string, string>>;
  /** The parameters of the way back after a refusal. */
  readonly denied: Readonly<Record<string, string>>;
  /** The account that somebody signs in to under this handle; null where no handle is written so. */
  account(handle: string): string | null;
  /** The answer to a code or refresh token. */
  answer(issued: Issued): unknown;
  refuse(refusal: Refusal, response: Response): void;
  /** Answers a revocation; 200 without a body where left out. */
  revoked?(response: Response): void;
  /** What a revocation ends: all that the app has of this person, or (where left out) one consent. */
  readonly revokes?: 'grant';
  /** How the token to be revoked is called, `token` where left out. */
  readonly revokedName?: string;
}

/** One plain text of a form or query; anything repeated or nested is none. */
export const plainText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function formOf(request: Request): Readonly<Record<string, unknown>> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
