/** A job as a typed definition: its name, and the schema that its payload must fit on both ends of the queue. */
import type { z } from 'zod';

export interface JobDefinition<P> {
  readonly name: string;
  readonly payload: z.ZodType<P>;
}

export const defineJob = <P>(name: string, payload: z.ZodType<P>): JobDefinition<P> => ({ name, payload });

/** Throws where a definition has no handler, or a handler no definition: the app must not start so. */
export function assertHandled(definitions: readonly JobDefinition<unknown>[], handled: readonly string[]): void {
  const names = definitions.map(({ name }) => name);
  const unhandled = names.filter((name) => !handled.includes(name));
  const unknown = handled.filter((name) => !names.includes(name));
  const twice = handled.filter((name, index) => handled.indexOf(name) !== index);
  if (unhandled.length + unknown.length + twice.length === 0) return;
  throw new Error(
    `Jobs without a handler: ${unhandled.join(', ') || 'none'}; handlers without a job: ${unknown.join(', ') || 'none'}; handled twice: ${twice.join(', ') || 'none'}`,
  );
}
