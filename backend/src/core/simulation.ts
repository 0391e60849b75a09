/** Whether any platform of this deployment is simulated. The platforms know; who stands beside or below them asks here. */
export abstract class Simulation {
  abstract anySimulated(): boolean;
}
