/** Browsers of talents who came by a link: each with the cookie that it was given. */
import type { Test } from 'supertest';
import type { Method, TestApi } from './api.js';

export interface Guest {
  readonly cookie: string;
  (method: Method, path: string, body?: object): Test;
}

const PAGE = { 'sec-fetch-site': 'same-origin' } as const;

/** With a cookie of a browser that opened a link. */
export function guestWith(api: TestApi, visit: string): Guest {
  const cookie = `rostrum-consent=${visit}`;
  const call = (method: Method, path: string, body?: object): Test => {
    const asked = api.anyone(method, `/api/v1/consent${path}`).set({ ...PAGE, cookie });
    return body ? asked.send(body) : asked;
  };
  return Object.assign(call, { cookie });
}

/** What the page does with the token in its address. */
export const opening = (api: TestApi, token: string): Test =>
  api.anyone('post', '/api/v1/consent/open').set(PAGE).send({ token });

/** Opens the link, as the page does; fails where it does not open. */
export async function guestBy(api: TestApi, token: string): Promise<Guest> {
  const answer = await opening(api, token).expect(200);
  const [set = ''] = answer.headers['set-cookie'] ?? [];
  const [, visit = ''] = /^rostrum-consent=([^;]+)/.exec(set) ?? [];
  return guestWith(api, visit);
}

/** What stands behind # in a link. */
export const tokenIn = (link: string): string => link.split('#')[1]?.split(/\s/)[0] ?? '';
