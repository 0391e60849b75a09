/** What the environment variable SCRIPT holds, as JSON. */
export interface ScriptSettings {
  readonly databaseUrl: string;
  readonly networkUrl: string;
  readonly accounts: readonly string[];
  readonly concurrency: number;
}

/** Accounts in one look-up of profiles. */
export const PER_CALL = 25;
