/** What the fake graph.instagram.com answers to a talent's token. */
import { Router, type Request, type Response } from 'express';
import type { SimulatorOptions } from '../../contract/simulator.js';
import { plainText } from '../../simulation/authorization/consent-rules.js';
import { answerWith } from '../../simulation/fault-answers.js';
import type { FaultyAccounts } from '../../simulation/faults.js';
import type { Absence } from '../../simulation/personas.js';
import { readFields, type AskedField } from './instagram.field-expansion.js';
import { attempt, dialect, GraphRefusal, type Problem } from './instagram.simulated-errors.js';
import { INSIGHTS, type SimulatedLogin } from './instagram.simulated-login.js';
import { SimulatedOwn, type Owner } from './instagram.simulated-own.js';
import type { SimulatedInstagram } from './instagram.simulated-wire.js';

/** Gone: the token went with the account. Suspended: it waits until the owner has settled that. */
const GONE: Problem = {
  message: 'Error validating access token: The session has been invalidated.',
  code: 190,
  subcode: 467,
};
const CHECKPOINT: Problem = {
  message: 'Error validating access token: You cannot access the app till you log in to www.instagram.com.',
  code: 190,
  subcode: 459,
};
const ABSENT: Readonly<Record<Absence, Problem | null>> = {
  missing: GONE,
  deleted: GONE,
  suspended: CHECKPOINT,
  // Still there for its owner, as a personal account.
  private: null,
};

type Answer = (owner: Owner, request: Request) => unknown;

export class OwnRoutes {
  private readonly own: SimulatedOwn;

  constructor(
    private readonly network: SimulatedInstagram,
    private readonly login: SimulatedLogin,
    private readonly faults: FaultyAccounts,
    private readonly options: SimulatorOptions,
  ) {
    this.own = new SimulatedOwn(network, options);
  }

  router(): Router {
    const { own } = this;
    const router = Router();
    router.get('/v26.0/me', (request, response) =>
      this.serve(request, response, ({ holder }) => own.me(holder, fieldsOf(request))),
    );
    router.get('/v26.0/me/media', (request, response) =>
      this.serve(request, response, (owner) => own.media(owner, fieldsOf(request), pageOf(request))),
    );
    router.get('/v26.0/:medium/insights', (request, response) =>
      this.serve(request, response, (owner) =>
        own.insights(owner, request.params.medium, plainText(request.query['metric']) ?? ''),
      ),
    );
    return router;
  }

  private serve(request: Request, response: Response, answer: Answer): void {
    response.locals['now'] = this.options.now().getTime();
    const found = this.login.bearer(request, response);
    if (!found) return;
    const { held, token } = found;
    response.locals['account'] = held.name;
    answerWith(this.faults.befalls([held.name]), response, dialect, () =>
      attempt(response, () => {
        const reading = request.path.endsWith('/me');
        const owner = this.ownerOf(held.name, reading);
        response.json(answer({ ...owner, insights: held.scopes.includes(INSIGHTS), token }, request));
      }),
    );
  }

  /** Whoever turns does so with a reading of the profile. */
  private ownerOf(name: string, reading: boolean): Pick<Owner, 'holder'> {
    const holder = this.own.holder(name, reading);
    const absence = this.network.directory.absenceOf(name);
    const problem = absence && ABSENT[absence];
    if (holder === null || problem) throw new GraphRefusal(problem ?? GONE);
    return { holder };
  }
}

function pageOf({ query }: Request): { limit: string | undefined; after: string | undefined } {
  return { limit: plainText(query['limit']) ?? undefined, after: plainText(query['after']) ?? undefined };
}

function fieldsOf(request: Request): AskedField[] {
  const fields = readFields(plainText(request.query['fields']) ?? 'id');
  if (!fields) throw new GraphRefusal({ message: 'Syntax error in the fields that were asked for', code: 2_500 });
  return fields;
}
