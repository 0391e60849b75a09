/** How the fake API v2 says that something is wrong. */
import type { Response } from 'express';
import type { Nobody } from './x.simulated-wire.js';

const PROBLEMS = 'https://api.twitter.com/2/problems';

export function fail(response: Response, status: number, title: string, detail = title, kind = ''): void {
  const type = kind === '' ? 'about:blank' : `${PROBLEMS}/${kind}`;
  response.status(status).type('application/problem+json').send(JSON.stringify({ title, detail, type, status }));
}

export const invalid = (response: Response, parameter: string, message: string): void =>
  void response.status(400).json({
    errors: [{ parameters: { [parameter]: [] }, message }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${PROBLEMS}/invalid-request`,
  });

export function partial(nobody: Nobody, parameter: string, value: string): Record<string, unknown> {
  const of = { value, resource_type: 'user', parameter, resource_id: value, type: `${PROBLEMS}/resource-not-found` };
  return nobody === 'suspended'
    ? { ...of, title: 'Forbidden', detail: `User has been suspended: [${value}].` }
    : { ...of, title: 'Not Found Error', detail: `Could not find user with ${parameter}: [${value}].` };
}

export const notAuthorized = (response: Response, id: string): void =>
  void response.json({ errors: [hiddenFrom('user', id)] });

export function hiddenFrom(what: 'user' | 'tweet', id: string): Record<string, unknown> {
  const detail = `Sorry, you are not authorized to see the ${what} with id: [${id}].`;
  const of = { resource_id: id, parameter: 'id', resource_type: what, section: 'data', value: id };
  return { ...of, title: 'Authorization Error', detail, type: `${PROBLEMS}/not-authorized-for-resource` };
}

export function unknownPost(id: string): Record<string, unknown> {
  const of = { value: id, resource_id: id, resource_type: 'tweet', parameter: 'ids', title: 'Not Found Error' };
  return { ...of, detail: `Could not find tweet with ids: [${id}].`, type: `${PROBLEMS}/resource-not-found` };
}
