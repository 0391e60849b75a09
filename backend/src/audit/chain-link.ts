/** How one audit event is bound to the one before it, and to the detail that may be erased. Pure. */
import { createHash } from 'node:crypto';
import { NIL } from 'uuid';
import { canonicalJson } from '../core/crypto/canonical-json.js';

/** Each agency has a chain under its own id; what happened outside every agency has this one. */
const SYSTEM_CHAIN = NIL;

export const chainOf = (agencyId: string | null): string => agencyId ?? SYSTEM_CHAIN;

/** What the first link of a chain holds on to. */
export const GENESIS = Buffer.alloc(32);

const VERSION = 1;

/** Pseudonymous: ids, no names. */
export interface EventFacts {
  readonly changeId: string;
  readonly agencyId: string | null;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly at: Date;
}

export interface EventDetail {
  readonly requestId: string | null;
  readonly actorName: string | null;
  readonly targetName: string | null;
  readonly fields: unknown;
  readonly address: string | null;
  /** Empty once the detail was erased. */
  readonly salt: Uint8Array;
}

export const isErased = (detail: EventDetail): boolean => detail.salt.length === 0;

/** What erasing leaves; other words beside an empty salt were put there later, where no digest vouches for them. */
export const isBlank = ({ targetName, fields }: EventDetail): boolean =>
  targetName === null && canonicalJson(fields) === '[]';

/** Salted, so that what was erased can't be guessed from it. */
export function payloadDigest(detail: EventDetail): Buffer {
  const { requestId, actorName, targetName, fields, address } = detail;
  const text = canonicalJson([requestId, actorName, targetName, fields, address]);
  return createHash('sha256').update(detail.salt).update(text).digest();
}

export function linkHash(
  previous: Uint8Array,
  chainId: string,
  seq: bigint,
  facts: EventFacts,
  digest: Uint8Array,
): Buffer {
  const payload = [VERSION, chainId, seq.toString(), ...factTexts(facts), Buffer.from(digest).toString('hex')];
  return createHash('sha256').update(previous).update(JSON.stringify(payload)).digest();
}

/** The facts in their fixed order, as they are hashed and compared. */
export const factTexts = (facts: EventFacts): (string | null)[] => [
  facts.changeId,
  facts.agencyId,
  facts.actorKind,
  facts.actorId,
  facts.action,
  facts.targetType,
  facts.targetId,
  facts.at.toISOString(),
];
