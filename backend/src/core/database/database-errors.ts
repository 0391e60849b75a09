/** Reads Prisma's and the driver's errors, so that nobody else has to know their shapes. */
import { Prisma } from '../../generated/prisma/client.js';

/** Prisma's codes, the system's, PostgreSQL's, and the kinds that the driver's adapter makes of them. */
const UNREACHABLE = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);

/** What the driver says, without any code, of a connection that broke before the statement, or that it could not have. */
const BROKEN =
  /^(Connection terminated|Client (has encountered a connection error|was closed) and is not queryable|timeout exceeded when trying to connect)/;

function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { code, originalCode, cause, meta, kind } = error as Record<string, unknown>;
  const own = [code, originalCode, kind].filter((value): value is string => typeof value === 'string');
  const driver = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return [...own, ...codesOf(cause, depth + 1), ...codesOf(driver, depth + 1)];
}

function namesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { cause, meta, constraint, message } = error as Record<string, unknown>;
  const named =
    typeof constraint === 'string' ? [constraint] : Object.values((constraint as object | undefined) ?? {}).flat();
  const driver = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return [
    ...named.map(String),
    typeof message === 'string' ? message : '',
    ...namesOf(cause, depth + 1),
    ...namesOf(driver, depth + 1),
  ];
}

/** True when the database could not be reached or had no connection to give; the caller may try later. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  return codesOf(error).some((code) => UNREACHABLE.has(code)) || isBroken(error);
}

const isBroken = (error: unknown): boolean =>
  error instanceof Error && !('code' in error) && BROKEN.test(error.message);

/** True when a unique constraint refused the row; with a name, only if it was that index. */
export function isUniqueViolation(error: unknown, index?: string): boolean {
  const codes = codesOf(error);
  if (!codes.includes('P2002') && !codes.includes('23505') && !codes.includes('UniqueConstraintViolation'))
    return false;
  return index === undefined || namesOf(error).some((name) => name.includes(index));
}

const CROSSED = new Set(['40P01', '40001', 'P2034', 'TransactionWriteConflict']);

/** True where two pieces of work stood in each other's way, and PostgreSQL took this one back as a whole. */
export const isCrossed = (error: unknown): boolean => codesOf(error).some((code) => CROSSED.has(code));
