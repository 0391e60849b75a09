/** How the fake Graph API says that something is wrong. */
import type { Response } from 'express';
import type { FaultDialect } from '../../simulation/fault-answers.js';

const MINUTE_MS = 60_000;

export interface Problem {
  readonly message: string;
  readonly code: number;
  readonly subcode?: number;
  readonly status?: number;
  readonly transient?: boolean;
  readonly title?: string;
  readonly words?: string;
}

export function fail(
  response: Response,
  { message, code, subcode, status = 400, transient, title, words }: Problem,
): void {
  response.status(status).json({
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      is_transient: transient ?? false,
      ...(title === undefined ? {} : { error_user_title: title, error_user_msg: words }),
      fbtrace_id: 'AsimulatedTrace',
    },
  });
}

export const dialect: FaultDialect = {
  rateLimited: (response, until) => {
    const minutes = Math.max(1, Math.ceil((until.getTime() - Number(response.locals['now'])) / MINUTE_MS));
    const usage = { type: 'instagram', call_count: 100, total_cputime: 20, total_time: 31 };
    const account = String(response.locals['account']);
    response.set(
      'x-business-use-case-usage',
      JSON.stringify({ [account]: [{ ...usage, estimated_time_to_regain_access: minutes }] }),
    );
    const message = 'There have been too many calls to this Instagram account. Wait a bit and try again.';
    fail(response, { message, code: 80_002 });
  },
  failed: (response) => fail(response, { message: 'An unknown error has occurred.', code: 1, status: 500 }),
  unavailable: (response) =>
    fail(response, { message: 'Service temporarily unavailable', code: 2, status: 503, transient: true }),
};

/** An error that the Graph API answers a wrong question with. */
export class GraphRefusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

export const wrongParameter = (message: string): GraphRefusal => new GraphRefusal({ message, code: 100 });

/** Lets somebody answer, or says what was wrong with the question. */
export function attempt(response: Response, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    fail(response, error.problem);
  }
}
