/** Settings as a test chooses them; what it says nothing of is simulated. */
import { PlatformSettings } from '../platform.settings.js';

export class ChosenSettings extends PlatformSettings {
  readonly simulatorUrl = 'http://127.0.0.1:3900/sim';

  constructor(
    private readonly modes: Readonly<Record<string, 'live' | 'simulated'>>,
    private readonly values: Readonly<Record<string, string>> = {},
  ) {
    super();
  }

  mode(platformId: string): 'live' | 'simulated' {
    return this.modes[platformId] ?? 'simulated';
  }

  value(key: string): string | undefined {
    return this.values[key];
  }
}
