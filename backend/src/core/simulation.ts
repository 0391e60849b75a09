/** Whether any platform of this deployment is simulated. The platforms know; who stands beside or below them asks here. */
export abstract class Simulation {
  abstract anySimulated(): boolean;
}

/**
 * Stands in every secret of a simulation: keys, codes and tokens. Whoever finds it in a table, a queue, a log or an answer
 * has found a leak.
 */
export const SECRET_MARK = 'Rs3cr3tMark';
