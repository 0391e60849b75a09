/** The one load generator: the same connections, for the same time, on whichever side's turn it is. */
import autocannon from 'autocannon';

const CONNECTIONS = 10;
const SECONDS = 4;

/** @returns requests answered a second; rejects if any of them failed, because a refusal is quickly given */
export async function requestsPerSecond(
  url: string,
  paths: readonly string[],
  headers: Record<string, string> = {},
): Promise<number> {
  const requests = paths.map((path) => ({ path }));
  const result = await autocannon({ url, headers, requests, connections: CONNECTIONS, duration: SECONDS });
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0) throw new Error(`${failed} of the requests to ${url} failed.`);
  return result.requests.total / result.duration;
}
