/** Turns what the log records into words, without knowing every action by name: `api-key.created` → "API key created". */
import type { Activity } from '../core/api/models';

const SUBJECTS: Record<string, string> = { 'api-key': 'API key', session: 'Session' };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ACTORS: Record<Activity['actor']['kind'], string> = {
  staff: 'Former staff',
  'api-key': 'Deleted API key',
  system: 'Rostrum',
  anonymous: 'Somebody not signed in',
};

export function actionWords(action: string): string {
  const [subject = '', ...rest] = action.split('.');
  const words = [SUBJECTS[subject] ?? subject, ...rest].join(' ').replaceAll(/[-_]/g, ' ');
  const restored = SUBJECTS[subject]?.includes(' ') ? words : words.toLowerCase();
  return restored.charAt(0).toUpperCase() + restored.slice(1);
}

export function actorName(actor: Activity['actor']): string {
  return actor.name ?? ACTORS[actor.kind] ?? actor.kind;
}

export function fieldWords(field: string): string {
  const words = field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[-_.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

export function valueWords(value: unknown): string {
  if (isBlank(value)) return 'nothing';
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' && UUID.test(value)) return `…${value.slice(-6)}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
